import type { Cost } from "./cost.ts";

/** What keeps count of paid calls: `@seedbed/ledger`, or the caller's own. */
export interface Accounting {
  /**
   * Asked before a paid POST leaves.
   *
   * @throws BudgetExceededError where the worst case does not fit a budget any more
   */
  reserve(attempt: Attempt): Reservation | Promise<Reservation>;
  /** Resolves when the provider's rate limit allows one more request. */
  admit(provider: string, signal: AbortSignal): Promise<void>;
}

/** One paid POST, before it is sent. */
export interface Attempt {
  readonly provider: string;
  readonly model: string | undefined;
  readonly operation: string;
  /** What it may cost; null where no price is known. */
  readonly cost: Cost | null;
}

/** What became of a paid POST: it never left, was refused, was accepted, or no one can tell. */
export type AttemptState = "not-sent" | "rejected" | "accepted" | "unknown";

/** Money set aside for one attempt. */
export interface Reservation {
  /**
   * Ends it, once. What was not spent is free again; an unknown outcome keeps the worst case. An error of it is passed
   * over: what was paid for comes first, and what was never ended keeps its worst case too.
   */
  settle(outcome: { state: AttemptState; cost: Cost | null }): void | Promise<void>;
}
