import type { Interval } from "./interval.ts";
import { meanOf, type TTest, tTestOfMean, welch } from "./t-test.ts";

/** A ratio, and how well it is known. */
export interface RatioTest {
  /** As the geometric mean; from the middle of what was polled. */
  readonly ratio: number;
  /** A 95 % interval by Student's t on logs, from the least to the most that polling allows; null below two values. */
  readonly interval: Interval | null;
  /** Two-sided, against a ratio of 1; the larger one of both ends where something was polled. null below two values. */
  readonly pValue: number | null;
  /** Whether polling alone leaves open on which side of 1 it is: more values would not help. */
  readonly hiddenByPolling: boolean;
  /** The deviation of the logs; null below two values. */
  readonly deviation: number | null;
}

/** The log of something that is known to lie between two ends. */
export interface LogRange {
  /** Of the least that it may be. */
  readonly low: number;
  /** Of the most that it may be. */
  readonly high: number;
}

/** Tests independent log ratios: at least one. */
export function ratioTest(ratios: readonly LogRange[]): RatioTest {
  const low = meanOf(ratios.map((ratio) => ratio.low));
  const high = meanOf(ratios.map((ratio) => ratio.high));
  const middle = meanOf(ratios.map((ratio) => (ratio.low + ratio.high) / 2));
  const hiddenByPolling = straddles(low.mean, high.mean);
  const ratio = Math.exp(middle.mean);
  if (ratios.length < 2) return { ratio, interval: null, pValue: null, hiddenByPolling, deviation: null };
  const test = bothEnds(tTestOfMean(low), tTestOfMean(high), hiddenByPolling);
  return { ratio, ...test, hiddenByPolling, deviation: middle.deviation };
}

/** Tests `second` by `first`, which were not measured in pairs: at least two values each. */
export function unpairedRatioTest(first: readonly LogRange[], second: readonly LogRange[]): RatioTest {
  const ends = (values: readonly LogRange[]) => ({
    low: meanOf(values.map(({ low }) => low)),
    high: meanOf(values.map(({ high }) => high)),
  });
  const [before, after] = [ends(first), ends(second)];
  const [least, most] = [after.low.mean - before.high.mean, after.high.mean - before.low.mean];
  const hiddenByPolling = straddles(least, most);
  const test = bothEnds(welch(before.high, after.low), welch(before.low, after.high), hiddenByPolling);
  return { ratio: Math.exp((least + most) / 2), ...test, hiddenByPolling, deviation: null };
}

function straddles(low: number, high: number): boolean {
  return low < high && low <= 0 && high >= 0;
}

function bothEnds(least: TTest, most: TTest, hidden: boolean): { interval: Interval; pValue: number } {
  return {
    interval: {
      low: Math.exp(Math.min(least.interval.low, most.interval.low)),
      high: Math.exp(Math.max(least.interval.high, most.interval.high)),
    },
    pValue: hidden ? 1 : Math.max(least.pValue, most.pValue),
  };
}
