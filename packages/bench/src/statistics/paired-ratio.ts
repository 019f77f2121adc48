import { byUnit, type LatencyRange, type Unit, unitOf } from "./measured-attempts.ts";
import { type RatioTest, ratioTest } from "./ratio-test.ts";
import { meanOf } from "./t-test.ts";

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
export interface PairedRatio extends Omit<RatioTest, "ratio"> {
  /** What is independent of the rest: prompts, or blocks where there is one prompt. */
  readonly unit: Unit;
  /** How many of them: degrees of freedom are one less. */
  readonly units: number;
  /** The latency of `a` as a multiple of that of `b`, averaged by unit; null without a pair. */
  readonly ratio: number | null;
}

/** Compares pair by pair, so that what slows both at once does not count. */
export function pairedRatio(pairs: readonly LatencyPair[]): PairedRatio {
  const unit = unitOf(pairs);
  const units = byUnit(pairs, unit);
  if (units.length === 0) {
    return { unit, units: 0, ratio: null, interval: null, pValue: null, hiddenByPolling: false, deviation: null };
  }
  const ratios = units.map((unit) => ({
    low: meanOf(unit.map(({ a, b }) => logLatency(a.minMs) - logLatency(b.maxMs))).mean,
    high: meanOf(unit.map(({ a, b }) => logLatency(a.maxMs) - logLatency(b.minMs))).mean,
  }));
  return { unit, units: units.length, ...ratioTest(ratios) };
}

/** Below a millisecond all latencies are alike, and a polled one may start at 0. */
export function logLatency(latencyMs: number): number {
  return Math.log(Math.max(1, latencyMs));
}
