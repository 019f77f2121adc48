import { describe, expect, test } from "vitest";
import { bootstrapRatio } from "./bootstrap-ratio.ts";
import { holm } from "./holm.ts";
import type { Interval } from "./interval.ts";
import { latencySummary } from "./latency-summary.ts";
import { type LatencyPair, pairedRatio } from "./paired-ratio.ts";
import { percentileOf, percentileShares } from "./percentile.ts";
import { seededRandom } from "./random.ts";
import { meanOf, welch } from "./t-test.ts";
import { drawAlikePrompts, drawBlocks, drawLatency, drawPairs, pairsOf } from "./testing/simulate.ts";
import { wilson } from "./wilson.ts";

/** In which share of seeded runs something holds. */
function share(holds: (random: () => number) => boolean, runs = 2_000): number {
  const random = seededRandom(20_261_121);
  let count = 0;
  for (let run = 0; run < runs; run++) if (holds(random)) count += 1;
  return count / runs;
}

const shown = (pairs: readonly LatencyPair[]) => (pairedRatio(pairs).pValue ?? 1) <= 0.05;
const holds = (interval: Interval | null, truth: number) =>
  interval !== null && interval.low <= truth + 1e-9 && interval.high >= truth - 1e-9;
const logs = (pairs: readonly LatencyPair[], side: "a" | "b") =>
  meanOf(pairs.map((pair) => Math.log(pair[side].minMs)));

function expectCoverage(covered: number): void {
  expect(covered).toBeGreaterThanOrEqual(0.93);
  expect(covered).toBeLessThanOrEqual(0.99);
}

describe("over 2,000 runs of 20 blocks, under spikes and a slow drift,", () => {
  test("two that are alike are told apart in at most 6.5 %", () => {
    expect(share((random) => shown(drawPairs(random, 20, 1)))).toBeLessThanOrEqual(0.065);
  });

  test("any two of three that are alike are told apart in at most 6.5 %", () => {
    const anyShown = share((random) => {
      const blocks = drawBlocks(random, 20, [1, 1, 1]);
      const pValues = [pairsOf(blocks, 0, 1), pairsOf(blocks, 0, 2), pairsOf(blocks, 1, 2)].map(
        (pairs) => pairedRatio(pairs).pValue,
      );
      return holm(pValues).some((p) => (p ?? 1) <= 0.05);
    });
    expect(anyShown).toBeLessThanOrEqual(0.065);
  });

  test("one that takes 20 % less time is found in at least 80 %, and the interval holds the truth in 93 to 99 %", () => {
    let covered = 0;
    const found = share((random) => {
      const { interval, pValue } = pairedRatio(drawPairs(random, 20, 0.8));
      if (holds(interval, 0.8)) covered += 1;
      return (pValue ?? 1) <= 0.05;
    });
    expect(found).toBeGreaterThanOrEqual(0.8);
    expectCoverage(covered / 2_000);
  });

  test("repetitions of a prompt are not taken for more prompts", () => {
    let careless = 0;
    const careful = share((random) => {
      const pairs = drawAlikePrompts(random, 8, 5);
      if (shown(pairs.map((pair) => ({ ...pair, promptId: `${pair.block}` })))) careless += 1;
      return shown(pairs);
    });
    expect(careful).toBeLessThanOrEqual(0.065);
    expect(careless / 2_000).toBeGreaterThan(0.15);
  });
});

describe("what is not done, and why:", () => {
  test("running one after the other tells two apart that are alike, in more than a third", () => {
    const fooled = share((random) => {
      const pairs = drawPairs(random, 40, 1);
      return welch(logs(pairs.slice(0, 20), "a"), logs(pairs.slice(20), "b")).pValue <= 0.05;
    });
    expect(fooled).toBeGreaterThan(0.33);
  });

  test("looking after every pair tells two apart that are alike in more than 15 %", () => {
    const fooled = share((random) => {
      const pairs = drawPairs(random, 20, 1);
      return pairs.some((_, index) => index >= 2 && shown(pairs.slice(0, index + 1)));
    }, 400);
    expect(fooled).toBeGreaterThan(0.15);
  });
});

describe("an interval holds the truth in 93 to 99 % of 2,000 runs:", () => {
  const random = seededRandom(1);
  const all = Array.from({ length: 200_000 }, () => drawLatency(random, 1)).sort((a, b) => a - b);

  test.each([
    ["p50", 6],
    ["p50", 20],
    ["p90", 50],
    ["p95", 80],
  ] as const)("%s of %d latencies", (name, n) => {
    const truth = percentileOf(all, percentileShares[name]);
    const covered = share((random) => {
      const latencies = Array.from({ length: n }, () => drawLatency(random, 1));
      const { interval } = latencySummary(latencies.map((ms) => ({ minMs: ms, maxMs: ms }))).percentiles[name];
      return holds(interval && { low: interval.minMs, high: interval.maxMs }, truth);
    });
    expectCoverage(covered);
  });

  test.each([
    [0.02, 100],
    [0.08, 50],
    [0.3, 20],
  ])("a failure rate of %d among %d", (rate, n) => {
    const covered = share((random) => {
      const count = Array.from({ length: n }, random).filter((draw) => draw < rate).length;
      return holds(wilson({ count, n }), rate);
    });
    expectCoverage(covered);
  });

  test.each([
    [20, 1, 0.2],
    [20, 3, 0.08],
    [15, 4, 0.2],
  ])("the cost of an image with %d prompts, %d times each, of which %d fail and are billed", (prompts, times, rate) => {
    const price = 0.035;
    const covered = share((random) => {
      const units = Array.from({ length: prompts }, () =>
        Array.from({ length: times }, () => ({ amount: price, images: random() < rate ? 0 : 1 })),
      );
      return holds(bootstrapRatio(units, Math.floor(random() * 2 ** 31), 200), price / (1 - rate));
    });
    expectCoverage(covered);
  });
});
