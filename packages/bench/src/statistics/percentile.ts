import cdf from "@stdlib/stats-base-dists-binomial-cdf";
import { confidence } from "./interval.ts";

/** Of each side of an interval. */
const tail = (1 - confidence) / 2;

/** The percentiles that are reported, as shares. */
export const percentileShares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** A percentile that is reported. */
export type PercentileName = keyof typeof percentileShares;

/** What lies below a share of the sorted values, between neighbours in proportion (type 7 of Hyndman and Fan, as in R and NumPy). */
export function percentileOf(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

/** The fewest samples from which both ends of a percentile can be told: 6, 36, 72 and 368 for p50, p90, p95 and p99. */
export function samplesNeeded(share: number): number {
  return Math.ceil(Math.log(tail) / Math.log(Math.max(share, 1 - share)));
}

/**
 * The ranks, from 1, of the two sorted values between which a percentile lies, whatever the distribution: each side errs in
 * at most 2.5 % of samples. null below `samplesNeeded`.
 *
 * @see Conover, Practical Nonparametric Statistics (1999), chapter 3.2
 */
export function percentileRanks(n: number, share: number): { readonly low: number; readonly high: number } | null {
  if (n < samplesNeeded(share)) return null;
  // The value of rank r is above the percentile where fewer than r values are below it, and the other way round.
  const low = last(n, (rank) => cdf(rank - 1, n, share) <= tail);
  const high = n + 1 - last(n, (fromTop) => 1 - cdf(n - fromTop, n, share) <= tail);
  return { low, high };
}

/** The last of 1 to n that fits, where all before it fit and none after it; 1 always does. */
function last(n: number, fits: (rank: number) => boolean): number {
  let [good, bad] = [1, n + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
