import { expect, test } from "vitest";
import type { BenchAttempt, BenchRecord } from "../bench-record.ts";
import { evaluateThresholds } from "./evaluate-thresholds.ts";
import { parseThreshold } from "./parse-threshold.ts";
import { summarize } from "./summarize.ts";
import { attempt, price, record, took } from "./testing/attempts.ts";

const model = "segmind/seedream-v5-lite";
const many = (n: number, make: (block: number) => BenchAttempt) => Array.from({ length: n }, (_, block) => make(block));
const slow = many(80, (block) => took(block, model, 61_000 + block));
const quick = many(80, (block) => took(block, model, 30_000 + block));
const failing = (n: number, failures: number) =>
  many(n, (block) => attempt({ block, outcome: block < failures ? "failed" : "delivered" }));
const polled = many(80, (block) => attempt({ block, latency: { minMs: 50_000, maxMs: 71_000 } }));
const unsure = many(8, (block) => attempt({ block, worst: { ...price, max: 0.14 } }));
const free = many(8, (block) => attempt({ block, confirmed: null, worst: null }));

test.each<[string, string, BenchAttempt[], string, boolean, Partial<BenchRecord>?]>([
  ["a figure beyond its limit", "p95 > 60s", slow, "breached", true],
  ["a figure that keeps it", "p95 > 60s", quick, "kept", true],
  ["too few for the percentile", "p99 > 60s", slow, "inconclusive", false],
  ["a limit between both ends of what was polled", "p50 > 60s", polled, "inconclusive", false],
  ["a limit below both ends of what was polled", "p50 > 45s", polled, "breached", true],
  ["more failures than allowed, by chance maybe", "failure rate > 5%", failing(20, 2), "breached", false],
  ["more failures than allowed, without doubt", "failure rate > 5%", failing(100, 20), "breached", true],
  ["a failure that would break it alone", "failure rate > 5%", failing(19, 1), "inconclusive", false],
  ["no failure allowed, and one there", "failure rate > 0%", failing(3, 1), "breached", true],
  ["as many as the limit", "failure rate > 5%", failing(20, 1), "kept", false],
  ["as many as the limit, where that is too many", "failure rate >= 5%", failing(20, 1), "breached", false],
  ["a price beyond its limit", "cost per image > $0.03", quick, "breached", true],
  ["a price that keeps it", "cost per image > $0.05", quick, "kept", true],
  ["failures that are paid for", "cost per image > $0.05", failing(20, 12), "breached", true],
  ["a price that may be more", "cost per image > $0.05", unsure, "inconclusive", false],
  ["no price", "cost per image > $0.05", free, "inconclusive", false],
  ["another currency", "cost per image > 2 credits", quick, "inconclusive", false],
  ["no image", "cost per image > $0.05", failing(8, 8), "inconclusive", false],
  ["a run that is not finished", "p95 > 60s", slow, "inconclusive", false, { stopped: "interrupted" }],
  ["an emulated run, by the caller's own limit", "p95 > 60s", slow, "breached", true, { emulated: true }],
])("%s: %s", (_, threshold, attempts, status, shown, change) => {
  const [result] = evaluateThresholds(summarize(record(attempts, change)), [parseThreshold(threshold)]);
  expect(result).toMatchObject({ threshold, model, status, shown });
});

test("one sentence says what was found", () => {
  const thresholds = ["p95 > 60s", "p99 > 60s", "failure rate > 5%", "cost per image > $0.03"].map((text) =>
    parseThreshold(text),
  );
  expect(evaluateThresholds(summarize(record(slow)), thresholds).map(({ text }) => text)).toEqual([
    `${model}: breached: p95 is 61.1 s (95 % interval 61.1 s to 61.1 s), and the limit is 60.0 s.`,
    `${model}: cannot tell whether p99 > 60s: it takes 368 deliveries, and there are 80.`,
    `${model}: kept: failure rate is 0 % (95 % interval 0 % to 4.6 %), and the limit is 5 %.`,
    `${model}: breached: cost per image is $0.035 (95 % interval $0.035 to $0.0367), and the limit is $0.03.`,
  ]);
});

test("a threshold without a model holds every one, and one with a model that one", () => {
  const summary = summarize(record([...slow, ...quick.map((one) => ({ ...one, model: "novita/seedream-5.0-lite" }))]));
  expect(evaluateThresholds(summary, [parseThreshold("p50 > 60s")]).map(({ status }) => status)).toEqual([
    "breached",
    "kept",
  ]);
  const [only, ...rest] = evaluateThresholds(summary, [parseThreshold("novita/seedream-5.0-lite: p50 > 60s")]);
  expect([only?.status, rest]).toEqual(["kept", []]);
});

test("a model that is not measured is refused, with those that are", () => {
  expect(() =>
    evaluateThresholds(summarize(record(slow)), [parseThreshold("segmind/seedream-v5-light: p50 > 1s")]),
  ).toThrow(
    `"segmind/seedream-v5-light: p50 > 1s" names a model that is not measured (did you mean ${model}?): there are ${model}.`,
  );
});
