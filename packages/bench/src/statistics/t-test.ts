import { exact } from "@seedbed/core";
import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";
import { confidence, type Interval } from "./interval.ts";

/** A mean, and how well it is known. */
export interface Mean {
  /** How many values. */
  readonly n: number;
  /** Their mean. */
  readonly mean: number;
  /** Their standard deviation; 0 where there is one value. */
  readonly deviation: number;
}

/** The mean and the deviation of some values: at least one. */
export function meanOf(values: readonly number[]): Mean {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, deviation: n < 2 ? 0 : Math.sqrt(squares / (n - 1)) };
}

/** The interval and the two-sided p-value of an estimate with Student's t. */
export interface TTest {
  /** Of the estimate. */
  readonly interval: Interval;
  /** How likely an estimate as far from 0 is where there is nothing. */
  readonly pValue: number;
}

/**
 * Student's interval and test of an estimate against 0.
 *
 * @param freedom - degrees of freedom, above 0
 */
export function tTest(given: number, standardError: number, freedom: number): TTest {
  // Values that are all alike differ by floating-point error alone, and dust over dust is not a finding.
  const estimate = exact(given);
  const half = quantile(0.5 + confidence / 2, freedom) * standardError;
  const interval = { low: estimate - half, high: estimate + half };
  if (standardError === 0) return { interval, pValue: estimate === 0 ? 1 : 0 };
  return { interval, pValue: Math.min(1, 2 * cdf(-Math.abs(estimate) / standardError, freedom)) };
}

/** The mean of independent values against 0: at least two. */
export function tTestOfMean({ mean, deviation, n }: Mean): TTest {
  return tTest(mean, deviation / Math.sqrt(n), n - 1);
}

/**
 * The difference `second - first` of two independent means, whatever the deviation of each: at least two values each.
 *
 * @see Welch, Biometrika 34 (1947) 28-35
 */
export function welch(first: Mean, second: Mean): TTest {
  const a = first.deviation ** 2 / first.n;
  const b = second.deviation ** 2 / second.n;
  const freedom = a + b === 0 ? 1 : (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  return tTest(second.mean - first.mean, Math.sqrt(a + b), freedom);
}
