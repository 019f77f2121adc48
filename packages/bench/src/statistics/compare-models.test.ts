import { describe, expect, test } from "vitest";
import type { BenchAttempt } from "../bench-record.ts";
import { compareModels } from "./compare-models.ts";
import { pairedRatio } from "./paired-ratio.ts";
import { seededRandom } from "./random.ts";
import { attempt, price, took } from "./testing/attempts.ts";
import { drawBlocks, drawPairs } from "./testing/simulate.ts";

const [a, b, c] = ["segmind/seedream-v5-lite", "novita/seedream-5.0-lite", "3daistudio/seedream-v5-lite"] as const;

/** A run of some models under a seed, each block of another prompt. */
function run(seed: number, blocks: number, factors: Readonly<Record<string, number>>): BenchAttempt[] {
  const models = Object.keys(factors);
  return drawBlocks(seededRandom(seed), blocks, Object.values(factors)).flatMap((latencies, block) =>
    latencies.map((latency, index) => took(block, models[index] ?? "", latency)),
  );
}

const verdicts = (attempts: readonly BenchAttempt[], models: readonly string[] = [a, b]) =>
  compareModels(attempts, models, { verdicts: true }).map(({ verdict }) => verdict);

describe("a verdict is a sentence:", () => {
  test("a difference that is shown, the faster one first, whichever comes first in the plan", () => {
    const attempts = run(1, 20, { [a]: 1, [b]: 0.6 });
    const sentence =
      /^novita\/seedream-5\.0-lite is faster than segmind\/seedream-v5-lite by \d+ % \(95 % interval \d+ to \d+ %, 20 pairs\)\.$/;
    expect(verdicts(attempts)[0]).toMatch(sentence);
    expect(verdicts(attempts, [b, a])).toEqual(verdicts(attempts));
  });

  test("a difference that is not shown, with what it would take in pairs and money", () => {
    expect(verdicts(run(3, 8, { [a]: 1, [b]: 0.95 }))[0]).toMatch(
      /^Not shown: \S+ took [\d.]+ % less time than \S+ \(95 % interval [\d.]+ % less to [\d.]+ % more, 8 pairs\)\. A difference of this size would take about [\d,]+ more pairs \(\$[\d.]+\) to be found four times in five\. One of 20 % would take about \d+ more pairs \(\$[\d.]+\) to be found four times in five\.$/,
    );
  });

  test("too little to compare", () => {
    expect(verdicts(run(1, 1, { [a]: 1, [b]: 0.6 }))).toEqual([
      `Not shown whether ${b} or ${a} is faster: both delivered in 1 block, and a comparison takes two.`,
    ]);
    expect(verdicts([])).toEqual([
      `Not shown whether ${a} or ${b} is faster: both delivered in 0 blocks, and a comparison takes two.`,
    ]);
  });

  test("a difference that polling hides", () => {
    const polled = run(1, 20, { [a]: 1, [b]: 0.8 }).map((one) => ({
      ...one,
      latency: one.latency && { minMs: one.latency.minMs - 15_000, maxMs: one.latency.maxMs + 6_000 },
    }));
    const [comparison] = compareModels(polled, [a, b], { verdicts: true });
    expect(comparison).toMatchObject({ pValue: 1, hiddenByPolling: true, faster: null });
    expect(comparison?.needed.map(({ morePairs }) => morePairs)).toEqual([null, null]);
    expect(comparison?.verdict).toMatch(/The waits between polls alone hide which is faster: poll more often\.$/);
  });

  test("names are as the caller wants them", () => {
    const [{ verdict } = { verdict: null }] = compareModels(run(1, 20, { [a]: 1, [b]: 0.6 }), [a, b], {
      verdicts: true,
      nameOf: (model) => (model === a ? "A" : "B"),
    });
    expect(verdict).toMatch(/^B is faster than A by /);
  });
});

test("every pair of models is compared, and counted", () => {
  const compared = compareModels(run(5, 20, { [a]: 1, [b]: 0.8, [c]: 1 }), [a, b, c], { verdicts: true });
  expect(compared.map((one) => [one.a, one.b])).toEqual([
    [a, b],
    [a, c],
    [b, c],
  ]);
  for (const { pValue, adjustedPValue } of compared) expect(adjustedPValue).toBeGreaterThanOrEqual(pValue ?? 1);
});

test("what one pair alone would show is not shown where it is one of three", () => {
  const attempts = run(5, 20, { [a]: 1, [b]: 0.87, [c]: 0.93 });
  const [alone] = compareModels(attempts, [a, b], { verdicts: true });
  const [among] = compareModels(attempts, [a, b, c], { verdicts: true });
  expect(alone).toMatchObject({ pValue: among?.pValue, faster: b });
  expect(among?.faster).toBeNull();
  expect(among?.verdict).toMatch(
    /^Not shown: .* 20 pairs\), which is not enough once all pairs of models are counted\. /,
  );
  expect(among?.needed[1]?.morePairs).toBeGreaterThan(alone?.needed[1]?.morePairs ?? 0);
});

test("without verdicts there are figures, and nothing else", () => {
  const [comparison] = compareModels(run(1, 20, { [a]: 1, [b]: 0.6 }), [a, b], { verdicts: false });
  expect(comparison).toMatchObject({ faster: null, verdict: null, pairs: 20 });
  expect(comparison?.pValue).toBeLessThan(0.05);
});

test("warm-ups, failures and partial deliveries are no pairs, and blocks that were lost are counted", () => {
  const attempts = run(1, 20, { [a]: 1, [b]: 0.6 }).map((one): BenchAttempt => {
    if (one.model === b && one.block === 0) return { ...one, warmUp: true };
    if (one.model === b && one.block === 1) return attempt({ block: 1, model: b, outcome: "failed" });
    if (one.model === a && one.block === 2) return { ...one, outcome: "partial" };
    return one;
  });
  expect(compareModels(attempts, [a, b], { verdicts: true })[0]).toMatchObject({ pairs: 17, lost: 2 });
});

test("what more pairs cost is the mean cost of a block, at least and at worst, by currency", () => {
  const credits = { ...price, min: 2, max: 3, currency: "credits" } as const;
  const attempts = run(3, 8, { [a]: 1, [b]: 0.95 }).map((one) =>
    one.model === b ? { ...one, confirmed: credits, worst: credits } : one,
  );
  const [
    {
      needed: [, twenty],
    } = { needed: [] },
  ] = compareModels(attempts, [a, b], { verdicts: true });
  const pairs = twenty?.morePairs ?? 0;
  expect(pairs).toBeGreaterThan(0);
  expect(twenty?.moreCost).toEqual([
    { currency: "USD", min: expect.closeTo(0.035 * pairs, 9), max: expect.closeTo(0.035 * pairs, 9) },
    { currency: "credits", min: 2 * pairs, max: 3 * pairs },
  ]);
});

describe("whatever the latencies,", () => {
  const seeds = Array.from({ length: 50 }, (_, seed) => seed);

  test("the order of attempts does not matter", () => {
    for (const seed of seeds) {
      const pairs = drawPairs(seededRandom(seed), 12, 0.9);
      const turned = pairedRatio(pairs.toReversed());
      const { ratio, interval, pValue } = pairedRatio(pairs);
      expect(turned.ratio).toBeCloseTo(ratio ?? 0, 9);
      expect(turned.interval?.low).toBeCloseTo(interval?.low ?? 0, 9);
      expect(turned.pValue).toBeCloseTo(pValue ?? 0, 9);
    }
  });

  test("changing sides turns the ratio and its interval over, and leaves the p-value", () => {
    for (const seed of seeds) {
      const pairs = drawPairs(seededRandom(seed), 12, 0.9);
      const here = pairedRatio(pairs);
      const there = pairedRatio(pairs.map((pair) => ({ ...pair, a: pair.b, b: pair.a })));
      expect(there.ratio).toBeCloseTo(1 / (here.ratio ?? 0), 9);
      expect(there.interval?.low).toBeCloseTo(1 / (here.interval?.high ?? 0), 9);
      expect(there.pValue).toBeCloseTo(here.pValue ?? 0, 9);
    }
  });

  test("a slower one is never called faster for it", () => {
    for (const seed of seeds) {
      const ratios = [0.8, 0.9, 1, 1.3].map(
        (factor) => pairedRatio(drawPairs(seededRandom(seed), 12, factor)).ratio ?? 0,
      );
      expect(ratios).toEqual(ratios.toSorted((first, second) => first - second));
    }
  });

  test("polling only ever widens", () => {
    for (const seed of seeds) {
      const pairs = drawPairs(seededRandom(seed), 12, 0.7);
      const exactly = pairedRatio(pairs);
      const roughly = pairedRatio(
        pairs.map((pair) => ({ ...pair, a: { minMs: pair.a.minMs - 2_000, maxMs: pair.a.maxMs + 2_000 } })),
      );
      expect(roughly.interval?.low).toBeLessThan(exactly.interval?.low ?? 0);
      expect(roughly.interval?.high).toBeGreaterThan(exactly.interval?.high ?? 0);
      expect(roughly.pValue).toBeGreaterThanOrEqual(exactly.pValue ?? 0);
    }
  });

  test("repetitions that say the same again add nothing", () => {
    for (const seed of seeds) {
      const pairs = drawPairs(seededRandom(seed), 12, 0.9);
      const again = pairs.map((pair) => ({ ...pair, block: pair.block + 12 }));
      expect(pairedRatio([...pairs, ...again]).pValue).toBeCloseTo(pairedRatio(pairs).pValue ?? 0, 9);
    }
  });
});

test("repetitions of one prompt are all there is, and count as such", () => {
  const pairs = drawPairs(seededRandom(1), 12, 0.7);
  expect(pairedRatio(pairs.map((pair) => ({ ...pair, promptId: "fox" })))).toEqual({
    ...pairedRatio(pairs),
    unit: "block",
  });
});
