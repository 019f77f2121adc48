import { type Currency, checkCost, exact, isCost, type Outcome } from "@seedbed/core";
import type { Commitment } from "./attempt-record.ts";
import type { Spending } from "./ledger.ts";

/** What was spent, by currency. */
export function spentOf(commitments: readonly Commitment[]): Partial<Record<Currency, Spending>> {
  const total: Partial<Record<Currency, Spending>> = {};
  for (const { currency, confirmed, worstCase } of commitments) {
    if (currency === null) continue;
    const sum = total[currency] ?? { confirmed: 0, worstCase: 0 };
    total[currency] = { confirmed: exact(sum.confirmed + confirmed), worstCase: exact(sum.worstCase + worstCase) };
  }
  return total;
}

/** How many have no known price. */
export function unpricedOf(commitments: readonly Commitment[]): number {
  return commitments.filter(({ currency }) => currency === null).reduce((sum, { attempts }) => sum + attempts, 0);
}

/**
 * Without a figure afterwards, or with one that is none, the worst case that was reserved stays; without a job or an id there is
 * none to keep.
 */
export function withoutGaps({ cost, ...rest }: Outcome): Partial<Outcome> {
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), ...(isCost(cost) ? { cost } : {}) };
}

/**
 * Refuses the cost of an outcome that is none, once the outcome itself has been written.
 *
 * @throws InvalidRequestError
 */
export function checkOutcome({ cost = null }: Partial<Outcome>): void {
  checkCost("The cost of an outcome", cost);
}
