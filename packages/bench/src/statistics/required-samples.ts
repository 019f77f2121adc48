import normal from "@stdlib/stats-base-dists-normal-quantile";
import quantile from "@stdlib/stats-base-dists-t-quantile";

/** How likely an effect is to be found with the samples that are asked for. */
export const power = 0.8;

/** Beyond this many a number is not a plan. */
const most = 100_000;

/**
 * The fewest independent values with which an effect is found with power 80 %.
 *
 * @param effect - as a share of the deviation of the values
 * @param error - how often a test may be wrong where there is nothing
 * @returns at least 2; null where it would be more than 100,000
 * @see Cohen, Statistical Power Analysis (1988), chapter 2
 */
export function requiredSamples(effect: number, error: number): number | null {
  // With a known deviation it would take this many; having to estimate it takes a few more.
  const least = ((normal(1 - error / 2, 0, 1) + normal(power, 0, 1)) / effect) ** 2;
  if (!(least <= most)) return null;
  let n = Math.max(2, Math.ceil(least));
  while (quantile(1 - error / 2, n - 1) + quantile(power, n - 1) > Math.abs(effect) * Math.sqrt(n)) n += 1;
  return n;
}
