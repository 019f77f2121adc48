/** A part of the code whose tests are put to the test. */
export interface Area {
  readonly name: string;
  /** In percent: below it the run fails. */
  readonly bar: number;
  readonly mutate: readonly string[];
  /** The tests that are to notice: unit tests of the same code, as each mutant runs them. */
  readonly tests: readonly string[];
  /** Whether the tests use a PostgreSQL server: one is started for all of them. */
  readonly needsPostgres?: true;
}

/** What must not break unseen: what is hidden, what is paid, what is counted, and what judges all of it. */
export const areas: readonly Area[] = [
  {
    name: "redaction",
    bar: 95,
    mutate: ["packages/core/src/redaction/{redact,secret-filter,plain-text}.ts"],
    tests: ["packages/core/src/{redaction,call}/{redact*,secret-filter,plain-text,errors}.test.ts"],
  },
  {
    name: "retry",
    bar: 95,
    mutate: ["packages/core/src/{call,money}/{send,attempt,stopped,transmit,retry-after-ms,classify,pay,ride-out}.ts"],
    tests: [
      "packages/core/src/{call,money,redaction}/{send*,injected-fetch,min-timeout,retry-after-ms,classify,pay,call-safely,hanging,idempotency-key,echoed-key}.test.ts",
      "packages/core/src/{call,job}/{generate,submit-job,wait-for-job,ride-out*,kept-answer}.test.ts",
    ],
  },
  {
    name: "answers",
    bar: 80,
    mutate: [
      "packages/core/src/{images,call,money,check}/{find-images,shortfall,image-formats,image-in-answer,kept-answer,amount,check-number,canonical-json}.ts",
    ],
    tests: [
      "packages/core/src/{images,call,money,check}/{find-images,shortfall,image,image-formats,image-in-answer,unmeasured-image,kept-answer,amount,check-number,canonical-json}.test.ts",
    ],
  },
  {
    name: "ledger",
    bar: 95,
    mutate: ["packages/ledger/src/*.ts", "!**/*.test.ts"],
    // Without the tests that start processes: with them each mutant takes over ten seconds.
    tests: ["packages/ledger/src/!(sqlite-processes).test.ts"],
    needsPostgres: true,
  },
  {
    name: "spec",
    bar: 80,
    mutate: ["conformance/src/spec/**/*.ts", "!**/*.test.ts"],
    tests: ["conformance/src/{spec,contract}/**/*.test.ts"],
  },
  {
    name: "contract",
    bar: 80,
    mutate: ["conformance/src/contract/**/*.ts", "!**/*.test.ts"],
    tests: ["conformance/src/contract/**/*.test.ts"],
  },
  {
    name: "record",
    bar: 80,
    mutate: ["conformance/src/{record,replay,coverage}/**/*.ts", "!**/*.test.ts"],
    tests: ["conformance/src/{record,replay,coverage}/**/*.test.ts"],
  },
  {
    name: "check",
    bar: 80,
    mutate: ["conformance/src/{fixture,traffic,run,smoke,lint,layers}/*.ts", "!**/*.test.ts"],
    tests: ["conformance/src/{fixture,traffic,run,smoke,lint,layers}/*.test.ts"],
  },
];
