import type { BenchAttempt } from "../bench-record.ts";

/** A latency in milliseconds of the provider's time; its ends differ where it was polled and no one can tell closer. */
export interface LatencyRange {
  /** It took at least this long. */
  readonly minMs: number;
  /** It took at most this long. */
  readonly maxMs: number;
}

/** What counts: warm-ups and what was not sent are left out. */
export function measuredAttempts(attempts: readonly BenchAttempt[]): BenchAttempt[] {
  return attempts.filter(({ warmUp, outcome }) => !warmUp && outcome !== "not-sent");
}

/** How long a delivery took; null for all else: a failure has no latency, and fewer images than asked for are another job. */
export function deliveryLatency({ outcome, latency }: BenchAttempt): LatencyRange | null {
  return outcome === "delivered" ? latency : null;
}

/** What can be drawn again, or is independent of the rest: prompts, or blocks where there is but one prompt. */
export type Unit = "prompt" | "block";

/** The unit of some attempts: repetitions of one prompt are as alike as that prompt makes them. */
export function unitOf(attempts: readonly { readonly promptId: string }[]): Unit {
  return attempts.every(({ promptId }) => promptId === attempts[0]?.promptId) ? "block" : "prompt";
}

/** What is of one unit, together. */
export function byUnit<Item extends { readonly promptId: string; readonly block: number }>(
  items: readonly Item[],
  unit: Unit,
): Item[][] {
  return [
    ...Map.groupBy<string | number, Item>(items, (item) => (unit === "prompt" ? item.promptId : item.block)).values(),
  ];
}
