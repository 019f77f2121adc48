import quantile from "@stdlib/stats-base-dists-normal-quantile";
import { confidence, type Interval } from "./interval.ts";

/** So many of `n`. */
export interface Share {
  /** How many of `n`. */
  readonly count: number;
  /** Of how many. */
  readonly n: number;
}

/**
 * The score interval of a rate. It keeps its word with few samples and at 0 of n, where the textbook's interval is empty.
 *
 * @see Wilson, JASA 22 (1927) 209-212
 */
export function wilson({ count, n }: Share): Interval {
  const z = quantile(0.5 + confidence / 2, 0, 1);
  const rate = count / n;
  const middle = rate + (z * z) / (2 * n);
  const half = z * Math.sqrt((rate * (1 - rate) + (z * z) / (4 * n)) / n);
  const scale = 1 + (z * z) / n;
  return {
    low: count === 0 ? 0 : (middle - half) / scale,
    high: count === n ? 1 : (middle + half) / scale,
  };
}

/**
 * The interval of the difference between two independent rates, `after - before`, from the Wilson interval of each.
 *
 * @see Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10
 */
export function newcombe(before: Share, after: Share): Interval {
  const first = { rate: before.count / before.n, ...wilson(before) };
  const second = { rate: after.count / after.n, ...wilson(after) };
  const difference = second.rate - first.rate;
  return {
    low: difference - Math.hypot(second.rate - second.low, first.high - first.rate),
    high: difference + Math.hypot(second.high - second.rate, first.rate - first.low),
  };
}
