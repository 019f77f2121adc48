import type { Attempt, AttemptState, Cost, Currency, OptionNames, Receipt } from "@seedbed/core";

/** One paid POST and what became of it. */
export interface AttemptRecord extends Attempt, Receipt {
  /** Short, for a person to name it by. */
  readonly id: string;
  /** `reserved`: on its way. */
  readonly state: AttemptState | "reserved";
  /** ISO 8601, when the money was reserved. */
  readonly reservedAt: string;
  /** ISO 8601, when its outcome was written. */
  readonly settledAt?: string;
  /** Of a job: milliseconds from submitting it until its result was known. `timing` tells how long submitting took. */
  readonly resultMs?: number;
  /** The run it belongs to. */
  readonly run: string;
}

/** Every state that an attempt can be in. */
export const attemptStates = ["reserved", "not-sent", "rejected", "accepted", "unknown"] as const;

/** Which attempts are meant; all of what is given must hold. */
export interface AttemptFilter {
  /** How it stands. */
  readonly state?: AttemptRecord["state"];
  /** Provider id. */
  readonly provider?: string;
  /** The caller's own name of the request. */
  readonly idempotencyKey?: string;
  /** The run that it belongs to. */
  readonly run?: string;
}

/** The names of `AttemptFilter`. */
export const attemptFilterNames = {
  state: true,
  provider: true,
  idempotencyKey: true,
  run: true,
} as const satisfies OptionNames<AttemptFilter>;

/** Attempts that a budget counts together: those of this run, of all runs, of one UTC day (`2026-11-21`), or under one tag. */
export type SpendingScope = "run" | "all" | { readonly day: string } | { readonly tag: string };

/** What may be billed, of one provider in one currency. */
export interface Commitment {
  readonly provider: string;
  /** null: attempts without a known price. */
  readonly currency: Currency | null;
  readonly confirmed: number;
  readonly worstCase: number;
  readonly attempts: number;
}

/** Money is bound while an attempt is on its way, and stays so where it was accepted or is unknown. */
export function mayBeBilled({ state }: Pick<AttemptRecord, "state">): boolean {
  return state === "reserved" || state === "accepted" || state === "unknown";
}

/** How a person ends an attempt whose outcome is not known, as the provider's usage page tells. */
export interface ManualSettlement {
  /** What became of it. */
  readonly as: "accepted" | "rejected";
  /** What it cost. @default what was reserved */
  readonly cost?: Cost;
}
