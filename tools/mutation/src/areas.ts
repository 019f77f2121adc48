/** A part of the code whose tests are put to the test. */
export interface Area {
  readonly name: string;
  /** In percent: below it the run fails. */
  readonly bar: number;
  readonly mutate: readonly string[];
  /** The tests that are to notice: unit tests of the same code, as each mutant runs them. */
  readonly tests: readonly string[];
}

/** What must not break unseen: what is hidden, what is paid, what is counted, and what judges all of it. */
export const areas: readonly Area[] = [
  {
    name: "redaction",
    bar: 95,
    mutate: ["packages/core/src/redact.ts"],
    tests: ["packages/core/src/{redact*,errors}.test.ts"],
  },
  {
    name: "retry",
    bar: 95,
    mutate: ["packages/core/src/{send,asked-wait,classify,pay}.ts"],
    tests: [
      "packages/core/src/{send*,asked-wait,pay,classify,request-key,network-failure,deadline,generate,submit-job,wait-for-job,client-context}.test.ts",
      "packages/{novita,segmind,3daistudio}/src/client.test.ts",
    ],
  },
  {
    name: "ledger",
    bar: 95,
    mutate: ["packages/ledger/src/*.ts", "!packages/ledger/src/*.test.ts"],
    tests: ["packages/ledger/src/*.test.ts"],
  },
  {
    name: "harness",
    bar: 80,
    mutate: [
      "conformance/src/{spec,contract}/*.ts",
      "conformance/src/{expected-findings,fixture-age,verdict,mismatches}.ts",
      "!**/*.test.ts",
    ],
    tests: [
      "conformance/src/{spec,contract}/*.test.ts",
      "conformance/src/{expected-findings,fixture-age,mismatches,verdict}.test.ts",
    ],
  },
];
