import {
  type Accounting,
  type Attempt,
  type AttemptState,
  BudgetExceededError,
  type Clock,
  type Cost,
  type Currency,
  createClock,
  exact,
  InvalidRequestError,
  nearMiss,
} from "@seedbed/core";
import { createRateLimiter, type RateLimit, type RateLimiter } from "./rate-limit.ts";

/** How a ledger is set up. */
export interface LedgerOptions {
  /** What may be spent in all, by currency. @default no limit */
  readonly maxSpend?: Partial<Readonly<Record<Currency, number>>>;
  /** By provider id. @default no limit */
  readonly rateLimits?: Readonly<Record<string, RateLimit | null>>;
  /** US dollars per credit, by provider id, so that a budget in one currency holds a price in the other. */
  readonly creditPrices?: Readonly<Record<string, number>>;
  /** @default the wall clock */
  readonly clock?: Clock;
}

/** One paid POST and what became of it. */
export interface AttemptRecord extends Attempt {
  /** `reserved`: on its way. */
  readonly state: AttemptState | "reserved";
  /** ISO 8601, when the money was reserved. */
  readonly reservedAt: string;
}

/** What was spent: what is certain, and the most that it can be. */
export interface Spending {
  readonly confirmed: number;
  readonly worstCase: number;
}

/** Keeps count of every paid call of a process: budgets reserved in the worst case before sending, and rate limits. */
export interface Ledger extends Accounting {
  attempts(): readonly AttemptRecord[];
  /** By currency. Attempts without a known price are in none. */
  spent(): Partial<Record<Currency, Spending>>;
  /** Attempts that were accepted, or may have been, and have no known price. */
  unpriced(): number;
}

/**
 * Makes a ledger in memory: it ends with the process.
 *
 * @throws InvalidRequestError where a cap is no amount of a known currency: nothing would hold it
 */
export function createLedger(options: LedgerOptions = {}): Ledger {
  const clock = options.clock ?? createClock();
  const caps = capsOf(options.maxSpend ?? {});
  const records: { -readonly [Key in keyof AttemptRecord]: AttemptRecord[Key] }[] = [];
  const limiters = new Map<string, RateLimiter>();

  return {
    reserve(attempt) {
      refuseOverBudget(caps, records, attempt, options.creditPrices);
      const record = {
        ...attempt,
        state: "reserved" as AttemptState | "reserved",
        reservedAt: new Date(clock.now()).toISOString(),
      };
      records.push(record);
      return {
        settle({ state, cost }) {
          record.state = state;
          // Without a figure afterwards the worst case that was reserved stays.
          record.cost = cost ?? record.cost;
        },
      };
    },
    async admit(provider, signal) {
      const limit = options.rateLimits?.[provider];
      if (!limit) return;
      const limiter = limiters.get(provider) ?? createRateLimiter(limit, clock);
      limiters.set(provider, limiter);
      await limiter.admit(signal);
    },
    attempts: () => records.map((record) => ({ ...record })),
    spent: () => spentOf(records),
    unpriced: () => records.filter((record) => mayBeBilled(record) && record.cost === null).length,
  };
}

/** What may be spent, by currency. A cap that is no number would never be reached. */
function capsOf(maxSpend: NonNullable<LedgerOptions["maxSpend"]>): [Currency, number][] {
  const currencies: readonly Currency[] = ["USD", "credits"];
  for (const [name, cap] of Object.entries(maxSpend)) {
    if (!currencies.some((currency) => currency === name)) {
      throw new InvalidRequestError(
        `maxSpend knows no currency "${name}"${nearMiss(name, currencies)}; it takes ${currencies.join(", ")}.`,
        { field: "maxSpend" },
      );
    }
    if (cap !== undefined && !(Number.isFinite(cap) && cap >= 0))
      throw new InvalidRequestError(`maxSpend ${name} must be an amount of at least 0; it is ${cap}.`, {
        field: "maxSpend",
      });
  }
  return currencies.flatMap((currency) => (maxSpend[currency] === undefined ? [] : [[currency, maxSpend[currency]]]));
}

/** Refuses an attempt whose worst case does not fit, or whose price is not known in any currency that is capped. */
function refuseOverBudget(
  caps: readonly [Currency, number][],
  records: readonly AttemptRecord[],
  attempt: Attempt,
  creditPrices: LedgerOptions["creditPrices"],
): void {
  if (caps.length === 0) return;
  const name = attempt.model ?? `${attempt.provider} ${attempt.operation}`;
  const details = { provider: attempt.provider, operation: attempt.operation };
  const priced = caps.flatMap(([currency, cap]) => {
    const worst = worstIn(currency, attempt, creditPrices);
    return worst === undefined ? [] : [{ currency, cap, worst }];
  });
  if (priced.length === 0) {
    const budget = caps.map(([currency, cap]) => `${cap} ${currency}`).join(" and ");
    throw new BudgetExceededError(
      `${name} has no known price in the currency of the budget (${budget}): set a price for it, or leave the budget out. Nothing was sent.`,
      details,
    );
  }
  for (const { currency, cap, worst } of priced) {
    const committed = exact(
      records.reduce(
        (sum, record) => sum + (mayBeBilled(record) ? (worstIn(currency, record, creditPrices) ?? 0) : 0),
        0,
      ),
    );
    if (exact(committed + worst) > cap) {
      throw new BudgetExceededError(
        `${name} may cost ${worst} ${currency}, and only ${exact(cap - committed)} of ${cap} ${currency} is left. Nothing was sent.`,
        details,
      );
    }
  }
}

function worstIn(
  currency: Currency,
  { cost, provider }: Attempt,
  creditPrices: LedgerOptions["creditPrices"],
): number | undefined {
  if (cost === null) return undefined;
  if (cost.currency === currency) return cost.max;
  const perCredit = creditPrices?.[provider];
  if (perCredit === undefined || perCredit <= 0) return undefined;
  return exact(currency === "USD" ? cost.max * perCredit : cost.max / perCredit);
}

/** Money is bound while an attempt is on its way, and stays so where it was accepted or no one knows. */
function mayBeBilled({ state }: AttemptRecord): boolean {
  return state === "reserved" || state === "accepted" || state === "unknown";
}

function spentOf(records: readonly AttemptRecord[]): Partial<Record<Currency, Spending>> {
  const total: Partial<Record<Currency, Spending>> = {};
  for (const record of records) {
    const cost: Cost | null = record.cost;
    if (!mayBeBilled(record) || cost === null) continue;
    const { confirmed, worstCase } = total[cost.currency] ?? { confirmed: 0, worstCase: 0 };
    total[cost.currency] = {
      confirmed: exact(confirmed + (record.state === "accepted" ? cost.min : 0)),
      worstCase: exact(worstCase + cost.max),
    };
  }
  return total;
}
