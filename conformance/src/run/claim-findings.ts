import { claimOf } from "@seedbed/compare";
import { type Cost, costOf, exact, type LatencyFact, type Operation, type Timing } from "@seedbed/core";
import type { Finding } from "@seedbed/report";

/** How one real generation stands to what the provider says of itself. */
export interface AgainstClaim {
  /** null: it says nothing, or polling cannot tell. */
  readonly latency: "within" | "below" | "above" | null;
  /** null: no price is documented, or the answer names none. */
  readonly cost: "within" | "below" | "above" | null;
}

/** A claim of one figure is an average: a single generation within half and twice of it does not speak against it. */
const leeway = 2;

/** Holds what one real generation took and cost against the documents. A polled latency is an interval: it must lie outside whole. */
export function againstClaim(
  operation: Operation,
  made: { timing: Pick<Timing, "latencyMs" | "polled">; cost: Cost | null; images: { fewest: number; most: number } },
): AgainstClaim {
  const claim = claimOf(operation);
  const price = costOf(operation, { min: made.images.fewest, max: made.images.most });
  const reported = made.cost?.basis === "reported" && made.cost.currency === price?.currency ? made.cost : null;
  return {
    latency: claim && compared(intervalOf(made.timing), boundsOf(claim, made.images.most)),
    cost: price && reported && compared(reported, price),
  };
}

/** What of it is drift of a claim. */
export function claimFindings(operation: Operation, made: Parameters<typeof againstClaim>[1]): Finding[] {
  const { latency, cost } = againstClaim(operation, made);
  const claim = claimOf(operation);
  const findings: Finding[] = [];
  if (claim && (latency === "above" || latency === "below")) {
    const seconds = (ms: number) => Number((ms / 1000).toFixed(1));
    const claimed =
      claim.minMs === claim.maxMs
        ? `about ${seconds(claim.minMs)}`
        : `${seconds(claim.minMs)} to ${seconds(claim.maxMs)}`;
    findings.push({
      field: "latency",
      message: `it took ${seconds(made.timing.latencyMs)} s, ${latency} the claim of ${claimed} s per ${claim.per} (${claim.source})`,
      expected: { minMs: claim.minMs, maxMs: claim.maxMs, per: claim.per },
      actual: made.timing.polled ?? made.timing.latencyMs,
      drift: "claim",
    });
  }
  if (made.cost && operation.price && (cost === "above" || cost === "below")) {
    const { amount, currency, per, source } = operation.price;
    findings.push({
      field: "cost",
      message: `it cost ${made.cost.max} ${currency}, ${cost} the price of ${amount} ${currency} per ${per} (${source})`,
      expected: { amount, currency, per },
      actual: made.cost.max,
      drift: "claim",
    });
  }
  return findings;
}

interface Interval {
  readonly min: number;
  readonly max: number;
}

function intervalOf({ latencyMs, polled }: Pick<Timing, "latencyMs" | "polled">): Interval {
  return polled ? { min: polled.minMs, max: polled.maxMs } : { min: latencyMs, max: latencyMs };
}

function boundsOf({ minMs, maxMs, per }: LatencyFact, images: number): Interval {
  const most = per === "image" ? maxMs * images : maxMs;
  return minMs === maxMs ? { min: minMs / leeway, max: most * leeway } : { min: minMs, max: most };
}

function compared(seen: Interval, bounds: Interval): "within" | "below" | "above" {
  if (exact(seen.min) > exact(bounds.max)) return "above";
  return exact(seen.max) < exact(bounds.min) ? "below" : "within";
}
