import { expect, test } from "vitest";
import type { BenchAttempt, BenchRecord } from "../bench-record.ts";
import { compareRuns } from "./compare-runs.ts";
import { seededRandom } from "./random.ts";
import { attempt, price, record, took } from "./testing/attempts.ts";
import { drawLatency } from "./testing/simulate.ts";

const model = "segmind/seedream-v5-lite";

/** A run of 20 prompts, drawn. */
function run(seed: number, factor = 1, change: (block: number) => Partial<BenchAttempt> = () => ({})): BenchAttempt[] {
  const random = seededRandom(seed);
  return Array.from({ length: 20 }, (_, block) => took(block, model, drawLatency(random, 1, factor), change(block)));
}

const failing = (failures: number) => (block: number) =>
  block < failures ? attempt({ block, outcome: "failed" }) : {};
const dearer = { ...price, min: 0.04, max: 0.04 };

test.each<[string, BenchAttempt[], BenchAttempt[], string, "worse" | "better" | null]>([
  ["the same again", run(1), run(2), "latency", null],
  ["twice as slow", run(1), run(2, 2), "latency", "worse"],
  ["twice as fast", run(1, 2), run(2), "latency", "better"],
  ["one prompt, twice as slow", oneOf(run(1)), oneOf(run(2, 2)), "latency", "worse"],
  ["one prompt, the same again", oneOf(run(1)), oneOf(run(2)), "latency", null],
  ["one failure more", run(1), run(2, 1, failing(1)), "failure rate", null],
  ["twelve failures more", run(1), run(2, 1, failing(12)), "failure rate", "worse"],
  ["a higher price", run(1), run(2, 1, () => ({ confirmed: dearer, worst: dearer })), "price per image", "worse"],
  ["the same price", run(1), run(2), "price per image", null],
])("%s", (_, before, after, measure, shown) => {
  const comparison = compareRuns(record(before), record(after));
  expect(comparison.changes.find((change) => change.measure === measure)).toMatchObject({ model, shown });
  expect(comparison.regression).toBe(shown === "worse");
});

function oneOf(attempts: BenchAttempt[]): BenchAttempt[] {
  return attempts.map((one) => ({ ...one, promptId: "fox" }));
}

test("a verdict is a sentence, whatever it is", () => {
  const slower = compareRuns(record(run(1)), record(run(2, 2, failing(1))));
  const [latency, failures, cost] = slower.changes.map(({ verdict }) => verdict);
  expect(latency).toMatch(
    /^segmind\/seedream-v5-lite is worse than before: it takes \d+ % more time \(95 % interval \d+ % more to \d+ % more, 19 prompts\)\.$/,
  );
  expect(failures).toBe(
    `${model}: no change of its failure rate is shown: 5 % fail instead of 0 % (95 % interval -12 points to 24 points).`,
  );
  expect(cost).toBe(
    `${model}: no change of its price per image is shown: an image costs $0.035 instead of $0.035 (95 % interval 0 % less to 0 % less, 19 prompts).`,
  );
});

const live = record(run(1), { prompts: { "prompt-0": "a fox" } });
test.each<[string, Partial<BenchRecord>, string]>([
  [
    "an emulated and a live one",
    { emulated: true },
    "the providers answered the earlier one and an emulator the later one",
  ],
  ["another plan", { name: "weekly" }, 'their plans differ ("nightly" and "weekly")'],
  ["another schedule", { schedule: { kind: "closed", inFlight: 4 } }, "their plans differ in the schedule"],
  [
    "other models",
    { models: live.models.map((one) => ({ ...one, model: "a/b" })) },
    "their plans have no model in common",
  ],
  [
    "another setting",
    {
      models: live.models.map((one) => ({
        ...one,
        parity: [{ setting: "resolution", requested: "3K", sent: "3K", status: "exact" }],
      })),
    },
    `their plans differ in resolution for ${model}`,
  ],
  ["another text", { prompts: { "prompt-0": "a dog" } }, "their plans differ in the text of the prompt prompt-0"],
  ["other prompts", { attempts: run(2, 1, () => ({ promptId: "other" })) }, "their plans have no prompt in common"],
])("refuses %s in one sentence", (_, change, text) => {
  expect(() => compareRuns(live, record(run(2), change))).toThrow(`The two runs cannot be compared: ${text}`);
});

test("runs whose settings were written in another order are of one plan", () => {
  const sized = (requested: object) => ({
    models: live.models.map((one) => ({
      ...one,
      parity: [{ setting: "size", requested, sent: "2048x1024", status: "mapped" } as never], // as a file holds it
    })),
  });
  const before = record(run(1), sized({ width: 2048, height: 1024 }));
  const after = record(run(2), sized({ height: 1024, width: 2048 }));
  expect(() => compareRuns(before, after)).not.toThrow();
});

test.each<[string, Partial<BenchRecord>, RegExp]>([
  ["two emulated runs", { emulated: true }, /^An emulator answered/],
  ["a run that was stopped", { stopped: "interrupted" }, /^The run is not finished/],
])("gives the figures of %s, and no verdict", (_, change, reason) => {
  const { noVerdict, changes, regression } = compareRuns(record(run(1), change), record(run(2, 2), change));
  expect(noVerdict).toMatch(reason);
  expect(changes.map(({ shown, verdict }) => [shown, verdict])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect(changes[0]?.change).toBeGreaterThan(1.5);
  expect(regression).toBe(false);
});

test("an earlier run that is finished and a later one that is not give no verdict either", () => {
  expect(compareRuns(record(run(1)), record(run(2, 2), { stopped: "interrupted" }))).toMatchObject({
    noVerdict: expect.stringMatching(/^The run is not finished/),
    regression: false,
  });
});

test("prices in two currencies are not compared", () => {
  const credits = { ...price, currency: "credits" } as const;
  const { changes } = compareRuns(record(run(1)), record(run(2, 1, () => ({ confirmed: credits, worst: credits }))));
  expect(changes[2]).toMatchObject({
    measure: "price per image",
    before: null,
    change: null,
    pValue: null,
    shown: null,
  });
  expect(changes[2]?.verdict).toBe(
    `${model}: whether its price per image changed cannot be told: the runs hold too little of it that is alike.`,
  );
});

test("three images for the price of three cost what one costs", () => {
  const three = { ...price, min: 0.035 * 3, max: 0.035 * 3 };
  const images = [...attempt().images, ...attempt().images, ...attempt().images];
  const later = run(2, 1, () => ({ images, imagesAsked: 3, confirmed: three, worst: three }));
  expect(compareRuns(record(run(1)), record(later)).changes[2]?.pValue).toBe(1);
});

test("a failure on a prompt that only one run has does not count", () => {
  const later = [
    ...run(2),
    ...Array.from({ length: 20 }, (_, block) => attempt({ block: 20 + block, outcome: "failed" })),
  ];
  expect(compareRuns(record(run(1)), record(later)).changes[1]).toMatchObject({ after: 0, change: 0 });
});

test("what only one of them has is left out, and said", () => {
  const other = run(3).map((one) => ({ ...one, model: "novita/seedream-5.0-lite" }));
  const { changes, notes } = compareRuns(record(run(1).slice(0, 19)), record([...run(2).slice(1), ...other]));
  expect(changes.map(({ model }) => model)).toEqual([model, model, model]);
  expect(changes[0]?.prompts).toBe(18);
  expect(notes).toEqual([
    "Only the later run has the model novita/seedream-5.0-lite.",
    "Only the later run has the prompt prompt-19.",
  ]);
});

test("runs that do not differ are called a regression in at most 5 % of 1,000", () => {
  let regressions = 0;
  for (let seed = 0; seed < 1_000; seed++) {
    if (compareRuns(record(run(2 * seed)), record(run(2 * seed + 1))).regression) regressions += 1;
  }
  expect(regressions).toBeLessThanOrEqual(50);
});
