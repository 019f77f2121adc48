import type { LatencyRange } from "./measured-attempts.ts";
import { type PercentileName, percentileOf, percentileRanks, percentileShares, samplesNeeded } from "./percentile.ts";

/** A percentile of the latencies of one model. */
export interface LatencyPercentile {
  /** The percentile of the latencies' lower and upper ends, the same where nothing was polled; null (`n/a`) below `needed`. */
  readonly value: LatencyRange | null;
  /**
   * Where the percentile of all generations lies in 95 % of runs, whatever the distribution: from the lower ends of the
   * latencies to the upper ones, so that polling widens it. null (`n/a`) below `needed`.
   */
  readonly interval: LatencyRange | null;
  /** The fewest samples that can tell both ends: 6, 36, 72 and 368 for p50, p90, p95 and p99. */
  readonly needed: number;
}

/** The latencies of one model. */
export interface LatencySummary {
  /** How many latencies are known: one for each delivery. */
  readonly n: number;
  /** How many of them are intervals, because the result was asked for now and then. */
  readonly polled: number;
  /** Each percentile, or `n/a` with what it would need. */
  readonly percentiles: Readonly<Record<PercentileName, LatencyPercentile>>;
}

/** What the latencies of one model say about all its generations. */
export function latencySummary(latencies: readonly LatencyRange[]): LatencySummary {
  const ends = {
    min: latencies.map(({ minMs }) => minMs).sort((a, b) => a - b),
    max: latencies.map(({ maxMs }) => maxMs).sort((a, b) => a - b),
  };
  const percentile = (name: PercentileName): LatencyPercentile => {
    const share = percentileShares[name];
    const ranks = percentileRanks(latencies.length, share);
    const needed = samplesNeeded(share);
    const [minMs, maxMs] = [ends.min[(ranks?.low ?? 0) - 1], ends.max[(ranks?.high ?? 0) - 1]];
    if (minMs === undefined || maxMs === undefined) return { value: null, interval: null, needed };
    const value = { minMs: percentileOf(ends.min, share), maxMs: percentileOf(ends.max, share) };
    return { value, interval: { minMs, maxMs }, needed };
  };
  return {
    n: latencies.length,
    polled: latencies.filter(({ minMs, maxMs }) => minMs !== maxMs).length,
    percentiles: { p50: percentile("p50"), p90: percentile("p90"), p95: percentile("p95"), p99: percentile("p99") },
  };
}
