import type { BenchAttempt, BenchModel } from "../bench-record.ts";
import { latencySummary } from "./latency-summary.ts";
import { deliveryLatency, type LatencyRange } from "./measured-attempts.ts";

/** A provider's own word on its latency, against what was measured. */
export interface ClaimDrift {
  /** What it says, for a generation or for each image of one. */
  readonly claim: NonNullable<BenchModel["claim"]>;
  /** The median that was measured, for the same; null below six deliveries. */
  readonly median: LatencyRange | null;
  /** The 95 % interval of the median; null below six deliveries. */
  readonly interval: LatencyRange | null;
  /** `above` and `below`: the whole interval is. `within`: it is not shown to be either. null below six deliveries. */
  readonly drift: "within" | "above" | "below" | null;
}

/** Holds the median against the claim, since a claim does not say what it is of; null where there is none. */
export function claimDrift({ claim }: BenchModel, sent: readonly BenchAttempt[]): ClaimDrift | null {
  if (claim === null) return null;
  const latencies = sent.flatMap((attempt) => {
    const latency = deliveryLatency(attempt);
    if (latency === null) return [];
    const each = claim.per === "image" ? attempt.imagesAsked : 1;
    return [{ minMs: latency.minMs / each, maxMs: latency.maxMs / each }];
  });
  const { value, interval } = latencySummary(latencies).percentiles.p50;
  return { claim, median: value, interval, drift: interval && driftOf(interval, claim) };
}

function driftOf(interval: LatencyRange, claim: LatencyRange): "within" | "above" | "below" {
  if (interval.minMs > claim.maxMs) return "above";
  return interval.maxMs < claim.minMs ? "below" : "within";
}
