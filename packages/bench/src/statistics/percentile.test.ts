import { expect, test } from "vitest";
import { percentileOf, percentileRanks, percentileShares, samplesNeeded } from "./percentile.ts";

test("what each percentile needs is 6, 36, 72 and 368 samples, and one less is not enough", () => {
  expect(Object.values(percentileShares).map(samplesNeeded)).toEqual([6, 36, 72, 368]);
  for (const share of Object.values(percentileShares)) {
    const needed = samplesNeeded(share);
    expect(percentileRanks(needed - 1, share)).toBeNull();
    expect(percentileRanks(needed, share)).not.toBeNull();
  }
});

// Le Boudec, Performance Evaluation of Computer and Communication Systems (2010), table A.1;
// they follow from every table of the binomial distribution with p = 0.5.
test.each([
  [6, 0.5, 1, 6],
  [10, 0.5, 2, 9],
  [15, 0.5, 4, 12],
  [20, 0.5, 6, 15],
  [25, 0.5, 8, 18],
  [30, 0.5, 10, 21],
  [50, 0.5, 18, 33],
  [100, 0.5, 40, 61],
])("of %d values, percentile %d lies between ranks %d and %d", (n, share, low, high) => {
  expect(percentileRanks(n, share)).toEqual({ low, high });
});

test("the ranks of 100,000 samples are those of the normal approximation", () => {
  const half = 1.96 * Math.sqrt(100_000 * 0.95 * 0.05);
  const ranks = percentileRanks(100_000, 0.95);
  expect(Math.abs((ranks?.low ?? 0) - (95_000 - half))).toBeLessThan(2);
  expect(Math.abs((ranks?.high ?? 0) - (95_001 + half))).toBeLessThan(2);
});

// R: quantile(c(1, 2, 3, 4, 10)), NumPy: percentile([1, 2, 3, 4], 40).
test.each([
  [[1, 2, 3, 4, 10], 0.5, 3],
  [[1, 2, 3, 4, 10], 0.75, 4],
  [[1, 2, 3, 4], 0.4, 2.2],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[7], 0.99, 7],
])("of %j the share %d lies below %d", (sorted, share, want) => {
  expect(percentileOf(sorted, share)).toBeCloseTo(want, 12);
});
