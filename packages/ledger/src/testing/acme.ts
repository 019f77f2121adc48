import type { Attempt, Cost } from "@seedbed/core";

export const usd = (max: number, min = max): Cost => ({ min, max, currency: "USD", basis: "price-table" });

/** A paid call to a provider that does not exist. */
export function attempt(cost: Cost | null, more: Partial<Attempt> = {}): Attempt {
  return { provider: "acme", model: "acme/m", operation: "make", cost, ...more };
}
