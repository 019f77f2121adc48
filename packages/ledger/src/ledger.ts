import {
  type Accounting,
  type Clock,
  type Cost,
  type Currency,
  checkOptions,
  createClock,
  type Job,
  type OptionNames,
} from "@seedbed/core";
import type { AttemptFilter, AttemptRecord, ManualSettlement, SpendingScope } from "./attempt-record.ts";
import type { BudgetOptions } from "./budget.ts";
import { keepLedger } from "./keep-ledger.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { RateLimit } from "./rate-limit.ts";

/** How a ledger is set up. */
export interface LedgerOptions extends BudgetOptions {
  /** By provider id; shared by all calls of the process that use this ledger. @default no limit */
  readonly rateLimits?: Readonly<Record<string, RateLimit | null>>;
  /** @default the wall clock */
  readonly clock?: Clock;
}

/** The names of `LedgerOptions`. */
export const ledgerOptionNames = {
  maxSpend: true,
  maxSpendPerDay: true,
  maxSpendPerTag: true,
  creditPrices: true,
  rateLimits: true,
  clock: true,
} as const satisfies OptionNames<LedgerOptions>;

/** What was spent: what is certain, and the most that it can be. */
export interface Spending {
  /** What is certain. */
  readonly confirmed: number;
  /** What it may be at most: with all that is reserved, on its way or unknown. */
  readonly worstCase: number;
}

/** Keeps count of paid calls: budgets reserved in the worst case before sending, idempotency keys paid for once, rate limits. */
export interface Ledger extends Accounting {
  /** Every attempt on record, the oldest first. */
  attempts(filter?: AttemptFilter): readonly AttemptRecord[];
  /** By currency. Attempts without a known price are in none. @default this run */
  spent(scope?: SpendingScope): Partial<Record<Currency, Spending>>;
  /** Attempts that were accepted, or may have been, and have no known price. @default this run */
  unpriced(scope?: SpendingScope): number;
  /**
   * Keeps how long a job took until its result was known; nothing, where it is not on record. A promise if another process
   * writes to the file at that moment.
   */
  finished(job: Job, latencyMs: number): void | Promise<void>;
  /**
   * Makes the attempt of a job that failed unbilled `rejected`; nothing, where it is not on record. The clients call it. A
   * promise if another process writes to the file at that moment.
   */
  failed(job: Job, problem: string): void | Promise<void>;
  /**
   * Books what the provider says a job cost, in place of the estimate; nothing, if it is not on record as accepted. The clients
   * call it. A promise if another process writes to the file at that moment.
   */
  charged(job: Job, cost: Cost): void | Promise<void>;
  /**
   * Ends an attempt whose outcome is not known, by a person's word.
   *
   * @throws InvalidRequestError where there is no such attempt, or its outcome is known
   */
  settle(id: string, word: ManualSettlement): AttemptRecord;
}

/**
 * Makes a ledger in memory: it ends with the process.
 *
 * @throws InvalidRequestError where a cap is not an amount of a known currency: nothing would hold it
 */
export function createLedger(options: LedgerOptions = {}): Ledger {
  checkOptions("createLedger", options, ledgerOptionNames);
  const run = "memory";
  return keepLedger(createMemoryStore(run), run, { ...options, clock: options.clock ?? createClock() });
}
