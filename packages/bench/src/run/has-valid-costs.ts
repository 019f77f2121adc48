import { isCost } from "@seedbed/core";
import type { BenchAttempt } from "../bench-record.ts";

/** Whether the costs of an attempt that was read from JSON can be added up: JSON holds -1, and 1e999 for Infinity. */
export function hasValidCosts({ confirmed = null, worst = null }: Partial<BenchAttempt>): boolean {
  return [confirmed, worst].every((cost) => cost === null || isCost(cost));
}
