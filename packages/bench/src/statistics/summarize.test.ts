import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { BenchAttempt, BenchRecord } from "../bench-record.ts";
import { seededRandom } from "./random.ts";
import { summarize } from "./summarize.ts";
import { attempt, price, record, took } from "./testing/attempts.ts";
import { drawLatency } from "./testing/simulate.ts";

const [segmind, novita] = ["segmind/seedream-v5-lite", "novita/seedream-5.0-lite"] as const;
const schema = JSON.parse(readFileSync(new URL("../../schemas/summary.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, strictTypes: false, validateFormats: false }).compile(schema);

/** Forty blocks of two models, one of them half as fast and failing now and then. */
const random = seededRandom(11);
const attempts = Array.from({ length: 40 }, (_, block) => [
  took(block, segmind, drawLatency(random, 1)),
  block % 10 === 3
    ? attempt({
        block,
        model: novita,
        outcome: "failed",
        failure: { name: "ContentPolicyViolationError", message: "no", billed: "yes", status: 400 },
      })
    : took(block, novita, drawLatency(random, 1, 2)),
]).flat();
const claim = { minMs: 36_400, maxMs: 36_400, per: "generation", source: "seed 000" } as const;
const claimed = record(attempts).models.map((model) => ({ ...model, claim }));
const finished = record(attempts, { models: claimed });

test("a finished live run has figures, verdicts and drift", () => {
  const summary = summarize(finished);
  expect(summary).toMatchObject({ version: 1, name: "nightly", emulated: false, interim: false, noVerdict: null });
  const [first, second] = summary.models;
  expect(first).toMatchObject({ model: segmind, label: "A", attempts: { planned: 40, delivered: 40, failed: 0 } });
  expect(first?.latency).toMatchObject({ n: 40, polled: 0 });
  expect(first?.latency.percentiles.p90.value).not.toBeNull();
  expect(first?.latency.percentiles.p95).toEqual({ value: null, interval: null, needed: 72 });
  expect(first?.drift?.drift).toBe("within");
  expect(second?.failures).toMatchObject({ n: 40, count: 4, rate: 0.1 });
  expect(second?.failures.classes).toMatchObject([{ name: "ContentPolicyViolationError", count: 4 }]);
  expect(second?.cost.confirmed?.perImage).toBeCloseTo((40 * 0.035) / 36, 9);
  expect(second?.drift?.drift).toBe("above");
  expect(summary.comparisons).toMatchObject([{ a: segmind, b: novita, pairs: 36, lost: 4, faster: segmind }]);
});

test.each<[string, Partial<BenchRecord>, RegExp, boolean]>([
  ["an emulated run", { emulated: true }, /^An emulator answered/, false],
  ["a run that was stopped", { stopped: "interrupted" }, /^The run is not finished/, true],
  [
    "a run under way",
    { attempts: [...attempts, attempt({ block: 40, outcome: "not-sent" })] },
    /^The run is not finished/,
    true,
  ],
])("%s has figures, and no verdict, no faster one and no drift", (_, change, reason, interim) => {
  const summary = summarize({ ...finished, ...change });
  expect(summary.noVerdict).toMatch(reason);
  expect(summary.interim).toBe(interim);
  expect(summary.models.map(({ drift }) => drift)).toEqual([null, null]);
  expect(summary.comparisons.map(({ faster, verdict }) => [faster, verdict])).toEqual([[null, null]]);
  expect(summary.comparisons[0]?.ratio).toBeLessThan(0.7);
  expect(summary.models[0]?.latency.percentiles.p50.value).not.toBeNull();
});

test("a warm-up that was not sent leaves a run finished", () => {
  const warmUp = attempt({ block: 40, outcome: "not-sent", warmUp: true });
  expect(summarize({ ...finished, attempts: [...attempts, warmUp] }).interim).toBe(false);
});

test("warm-ups and what was not sent are in no figure but the count of attempts", () => {
  const slow = { minMs: 900_000, maxMs: 900_000 };
  const extra = [
    attempt({ block: 50, warmUp: true, latency: slow }),
    attempt({ block: 51, warmUp: true, outcome: "failed" }),
  ];
  const { models } = summarize({ ...finished, attempts: [...attempts, ...extra] });
  expect(models[0]).toEqual({ ...summarize(finished).models[0], attempts: { ...models[0]?.attempts, warmUp: 2 } });
});

test("the order of attempts does not matter", () => {
  const turned = summarize({ ...finished, attempts: attempts.toReversed() });
  expect(turned.models.map(({ latency, failures }) => [latency, failures])).toEqual(
    summarize(finished).models.map(({ latency, failures }) => [latency, failures]),
  );
  expect(turned.comparisons[0]?.ratio).toBeCloseTo(summarize(finished).comparisons[0]?.ratio ?? 0, 9);
});

test("the same record gives the same summary", () => {
  expect(summarize(finished)).toEqual(summarize(finished));
});

describe("cost", () => {
  const cost = (of: readonly BenchAttempt[]) => summarize(record(of)).models[0]?.cost;
  const credits = { ...price, currency: "credits" } as const;

  test.each<[string, BenchAttempt[], unknown]>([
    [
      "a price that is unknown is no 0",
      [attempt({ confirmed: null, worst: null })],
      { confirmed: null, worst: null, unknown: "no price is known for it" },
    ],
    [
      "one attempt without a price hides the whole",
      [attempt(), attempt({ block: 1, confirmed: null, worst: null })],
      { confirmed: null, unknown: "no price is known for it" },
    ],
    [
      "two currencies are not added",
      [attempt(), attempt({ block: 1, confirmed: credits, worst: credits })],
      { confirmed: null, unknown: "it was billed in USD and in credits, which are not added" },
    ],
    ["nothing sent", [attempt({ outcome: "not-sent" })], { confirmed: null, unknown: "nothing was sent" }],
    [
      "a failure that is not billed costs nothing, with or without a price",
      [
        attempt(),
        attempt({
          block: 1,
          outcome: "failed",
          confirmed: null,
          worst: null,
          failure: { name: "RateLimitError", message: "", billed: "no", status: 429 },
        }),
      ],
      { currency: "USD", images: 1, confirmed: { perImage: 0.035, total: 0.035 }, unknown: null },
    ],
    [
      "an unknown outcome is paid for at worst",
      [attempt(), attempt({ block: 1, outcome: "unknown", confirmed: { ...price, min: 0, max: 0 } })],
      { confirmed: { perImage: 0.035, total: 0.035 }, worst: { perImage: 0.07, total: 0.07 } },
    ],
    [
      "an image of one colour is paid for, and no image",
      [attempt(), attempt({ block: 1, blank: true })],
      { images: 1, blankImages: 1, confirmed: { perImage: 0.07, total: 0.07 } },
    ],
    [
      "a delivery whose image is gone was one",
      [attempt(), attempt({ block: 1, images: [] })],
      { images: 2, confirmed: { perImage: 0.035 } },
    ],
    [
      "no image has no price",
      [attempt({ outcome: "failed" })],
      { images: 0, confirmed: { perImage: null, interval: null, total: 0.035 } },
    ],
  ])("%s", (_, given, want) => {
    expect(cost(given)).toMatchObject(want as object);
  });

  test("the interval holds the figure, and is there from six prompts on", () => {
    const of = (n: number) =>
      Array.from({ length: n }, (_, block) => attempt({ block, outcome: block % 5 === 4 ? "failed" : "delivered" }));
    expect(cost(of(5))?.confirmed?.interval).toBeNull();
    const { perImage, interval } = cost(of(20))?.confirmed ?? {};
    expect(interval?.low).toBeLessThan(perImage ?? 0);
    expect(interval?.high).toBeGreaterThan(perImage ?? 0);
  });
});

test("whatever did not deliver all that was asked for is a failure, by class, the most frequent first", () => {
  const failure = { name: "OutcomeUnknownError", message: "", billed: "unknown", status: null } as const;
  const { failures } = summarize(
    record([
      attempt(),
      attempt({ block: 1, outcome: "partial" }),
      attempt({ block: 2, outcome: "unknown", failure }),
      attempt({ block: 3, outcome: "unknown", failure }),
      attempt({ block: 4, outcome: "not-sent" }),
    ]),
  ).models[0] ?? { failures: null };
  expect(failures).toMatchObject({ n: 4, count: 3, rate: 0.75 });
  expect(failures?.classes).toMatchObject([
    { name: "OutcomeUnknownError", count: 2, rate: 0.5 },
    { name: "partial", count: 1, rate: 0.25 },
  ]);
});

test("a latency that was polled gives percentiles of both ends", () => {
  const polled = Array.from({ length: 6 }, (_, block) => attempt({ block, latency: { minMs: 21_000, maxMs: 42_000 } }));
  expect(summarize(record(polled)).models[0]?.latency).toMatchObject({
    n: 6,
    polled: 6,
    percentiles: { p50: { value: { minMs: 21_000, maxMs: 42_000 }, interval: { minMs: 21_000, maxMs: 42_000 } } },
  });
});

test.each([
  ["above", 50_000, "generation", "above"],
  ["below", 10_000, "generation", "below"],
  ["inside the range", 30_000, "generation", "within"],
  ["by image, where a generation has two", 50_000, "image", "within"],
] as const)("a claim of 20 to 40 s: %s", (_, latencyMs, per, drift) => {
  const measured = Array.from({ length: 8 }, (_, block) => took(block, segmind, latencyMs, { imagesAsked: 2 }));
  const models = record(measured).models.map((model) => ({
    ...model,
    claim: { minMs: 20_000, maxMs: 40_000, per, source: "seed 003" },
  }));
  expect(summarize(record(measured, { models })).models[0]?.drift?.drift).toBe(drift);
  expect(summarize(record(measured.slice(0, 5), { models })).models[0]?.drift?.drift).toBeNull();
});

describe("summary.schema.json", () => {
  const fits = (value: unknown) => validate(JSON.parse(JSON.stringify(value)));

  test.each<[string, Partial<BenchRecord>]>([
    ["a finished run", {}],
    ["an emulated run", { emulated: true }],
    ["a run without an attempt", { attempts: [] }],
    [
      "a run of failures",
      { attempts: attempts.map((one) => ({ ...one, outcome: "failed", latency: null, images: [] })) },
    ],
    ["a run without prices", { attempts: attempts.map((one) => ({ ...one, confirmed: null, worst: null })) }],
  ])("accepts the summary of %s", (_, change) => {
    expect(fits(summarize({ ...finished, ...change })), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  test.each<[string, object]>([
    ["an unknown property", { extra: 1 }],
    ["another version", { version: 2 }],
    ["a model without a cost", { models: summarize(finished).models.map(({ cost: _, ...rest }) => rest) }],
    ["an emulated run with a verdict", { emulated: true, noVerdict: "no" }],
  ])("refuses %s", (_, change) => {
    expect(fits({ ...summarize(finished), ...change })).toBe(false);
  });
});
