import type { Interval } from "./interval.ts";
import { byUnit, type LatencyRange, type Unit, unitOf } from "./measured-attempts.ts";
import { type Mean, meanOf, tTestOfMean } from "./t-test.ts";

/** Two latencies that are compared, because all else was the same. */
export interface LatencyPair {
  /** Of the prompt that both were asked for. */
  readonly promptId: string;
  /** Of the block in which both stood. */
  readonly block: number;
  /** Of the one. */
  readonly a: LatencyRange;
  /** Of the other. */
  readonly b: LatencyRange;
}

/** How the latency of one relates to that of another, from pairs. */
export interface PairedRatio {
  /** What is independent of the rest: prompts, or blocks where there is one prompt. */
  readonly unit: Unit;
  /** How many of them: degrees of freedom are one less. */
  readonly units: number;
  /** The latency of `a` as a multiple of that of `b`, as the geometric mean; from the middle of what was polled. null without a pair. */
  readonly ratio: number | null;
  /**
   * A 95 % interval by Student's t on log ratios, averaged by unit; where something was polled, from the least to the most
   * that the pairs allow. null below two units.
   */
  readonly interval: Interval | null;
  /** Two-sided, against a ratio of 1; the larger one of both ends where something was polled. null below two units. */
  readonly pValue: number | null;
  /** Whether polling alone leaves open which is faster: more pairs would not help. */
  readonly hiddenByPolling: boolean;
  /** The deviation of log ratios between units; null below two. */
  readonly deviation: number | null;
}

/** Compares pair by pair, so that what slows both at once does not count. */
export function pairedRatio(pairs: readonly LatencyPair[]): PairedRatio {
  const unit = unitOf(pairs);
  const units = byUnit(pairs, unit);
  const mean = (log: (pair: LatencyPair) => number) => meanOf(units.map((unit) => meanOf(unit.map(log)).mean));
  const low = mean(({ a, b }) => log(a.minMs) - log(b.maxMs));
  const high = mean(({ a, b }) => log(a.maxMs) - log(b.minMs));
  const middle = mean(({ a, b }) => (log(a.minMs) + log(a.maxMs) - log(b.minMs) - log(b.maxMs)) / 2);
  const figures = { unit, units: units.length, ratio: units.length === 0 ? null : Math.exp(middle.mean) };
  const hiddenByPolling = low.mean < high.mean && low.mean <= 0 && high.mean >= 0;
  if (units.length < 2) return { ...figures, interval: null, pValue: null, hiddenByPolling, deviation: null };
  return { ...figures, ...testBetween(low, high, hiddenByPolling), hiddenByPolling, deviation: middle.deviation };
}

function testBetween(low: Mean, high: Mean, hidden: boolean): { interval: Interval; pValue: number } {
  const [least, most] = [tTestOfMean(low), tTestOfMean(high)];
  return {
    interval: {
      low: Math.exp(Math.min(least.interval.low, most.interval.low)),
      high: Math.exp(Math.max(least.interval.high, most.interval.high)),
    },
    pValue: hidden ? 1 : Math.max(least.pValue, most.pValue),
  };
}

/** Of a latency; below a millisecond they are all alike, and a polled one may start at 0. */
function log(latencyMs: number): number {
  return Math.log(Math.max(1, latencyMs));
}
