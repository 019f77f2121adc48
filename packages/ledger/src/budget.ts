import {
  type Attempt,
  BudgetExceededError,
  type Cost,
  type Currency,
  checkAmounts,
  exact,
  InvalidRequestError,
  nearMiss,
} from "@seedbed/core";
import type { Commitment, SpendingScope } from "./attempt-record.ts";

/** What may be spent, by currency. */
export type Amounts = Partial<Readonly<Record<Currency, number>>>;

/** The budgets that a ledger holds. Each takes an attempt in the worst case before it is sent. */
export interface BudgetOptions {
  /** What may be spent in this run. @default no limit */
  readonly maxSpend?: Amounts;
  /** What may be spent in one UTC day, by all runs on record. @default no limit */
  readonly maxSpendPerDay?: Amounts;
  /** What may be spent under a tag, by all runs on record. @default no limit */
  readonly maxSpendPerTag?: Readonly<Record<string, Amounts>>;
  /** US dollars per credit, by provider id, so that a budget in one currency holds a price in the other. */
  readonly creditPrices?: Readonly<Record<string, number>>;
}

/** Holds attempts to the budgets. */
export interface Budget {
  /** What `check` will ask for of an attempt. */
  scopes(attempt: Attempt, reservedAt: string): SpendingScope[];
  /**
   * Refuses an attempt whose worst case does not fit, or whose price is not known in any currency that is capped.
   *
   * @throws BudgetExceededError
   */
  check(attempt: Attempt, reservedAt: string, committed: (scope: SpendingScope) => readonly Commitment[]): void;
}

type Caps = readonly (readonly [Currency, number])[];

/**
 * Reads the budgets.
 *
 * @throws InvalidRequestError where a cap is not an amount of a known currency, or a price of a credit is no amount: nothing would hold it
 */
export function createBudget(options: BudgetOptions): Budget {
  const perRun = capsOf("maxSpend", options.maxSpend);
  const perDay = capsOf("maxSpendPerDay", options.maxSpendPerDay);
  checkObject("maxSpendPerTag", options.maxSpendPerTag);
  checkAmounts("creditPrices", options.creditPrices);
  const creditPrices = { ...options.creditPrices };
  const perTag = Object.entries(options.maxSpendPerTag ?? {}).map(
    ([tag, amounts]) => [tag, capsOf(`maxSpendPerTag ${tag}`, amounts)] as const,
  );
  function heldTo(attempt: Attempt, reservedAt: string): [SpendingScope, Caps, string][] {
    const day = reservedAt.slice(0, 10);
    const all: [SpendingScope, Caps, string][] = [
      ["run", perRun, ""],
      [{ day }, perDay, ` for ${day} (UTC)`],
      ...perTag
        .filter(([tag]) => attempt.tags?.includes(tag))
        .map(([tag, caps]): [SpendingScope, Caps, string] => [{ tag }, caps, ` for the tag "${tag}"`]),
    ];
    return all.filter(([, caps]) => caps.length > 0);
  }
  return {
    scopes: (attempt, reservedAt) => heldTo(attempt, reservedAt).map(([scope]) => scope),
    check(attempt, reservedAt, committed) {
      for (const [scope, caps, words] of heldTo(attempt, reservedAt)) {
        hold(attempt, caps, words, creditPrices, () => committed(scope));
      }
    },
  };
}

/** Holds an attempt to one budget. */
function hold(
  attempt: Attempt,
  caps: Caps,
  words: string,
  creditPrices: BudgetOptions["creditPrices"],
  committed: () => readonly Commitment[],
): void {
  const name = attempt.model ?? `${attempt.provider} ${attempt.operation}`;
  const details = { provider: attempt.provider, operation: attempt.operation };
  const worst = (currency: Currency) =>
    attempt.cost === null ? undefined : inCurrency(currency, attempt.provider, attempt.cost, creditPrices);
  const priced = caps.filter(([currency]) => worst(currency) !== undefined);
  if (priced.length === 0) {
    const budget = caps.map(([currency, cap]) => `${cap} ${currency}`).join(" and ");
    throw new BudgetExceededError(
      `${name} has no known price in the currency of the budget (${budget}${words}): set a price for it, or leave the budget out. Nothing was sent.`,
      details,
    );
  }
  const bound = committed();
  for (const [currency, cap] of priced) {
    const spent = bound.reduce((sum, { provider, currency: of, worstCase }) => {
      if (of === null) return sum;
      return sum + (inCurrency(currency, provider, { currency: of, max: worstCase }, creditPrices) ?? 0);
    }, 0);
    const asked = worst(currency) ?? 0;
    // Turned round, so that a sum that is not a number does not pass.
    if (!(exact(spent + asked) <= cap)) {
      const left = Math.max(0, exact(cap - spent));
      throw new BudgetExceededError(
        `${name} may cost ${asked} ${currency}, and only ${left} of ${cap} ${currency} is left${words}. Nothing was sent.`,
        details,
      );
    }
  }
}

/** The worst case in a currency, undefined where is unknown the price of a credit. */
function inCurrency(
  currency: Currency,
  provider: string,
  cost: Pick<Cost, "currency" | "max">,
  creditPrices: BudgetOptions["creditPrices"],
): number | undefined {
  if (cost.currency === currency) return cost.max;
  const perCredit = creditPrices?.[provider];
  if (perCredit === undefined || perCredit <= 0) return undefined;
  return exact(currency === "USD" ? cost.max * perCredit : cost.max / perCredit);
}

const currencies: readonly Currency[] = ["USD", "credits"];

/** A cap that is written without its currency would be none. */
function checkObject(option: string, value: unknown, field = option): void {
  if (value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value))) return;
  const form = option === "maxSpendPerTag" ? "{ spring: { USD: 1 } }" : "{ USD: 1 }";
  throw new InvalidRequestError(`${option} must be an object such as ${form}; it is ${String(value)}.`, { field });
}

/** What may be spent, by currency. A cap that is not a number would never be reached. */
function capsOf(option: string, amounts: Amounts = {}): Caps {
  const field = option.split(" ")[0] ?? option;
  checkObject(option, amounts, field);
  for (const [name, cap] of Object.entries(amounts)) {
    if (!currencies.some((currency) => currency === name)) {
      throw new InvalidRequestError(
        `${option} knows no currency "${name}"${nearMiss(name, currencies)}; it takes ${currencies.join(", ")}.`,
        { field },
      );
    }
    if (cap !== undefined && !(Number.isFinite(cap) && cap >= 0)) {
      throw new InvalidRequestError(`${option} ${name} must be an amount of at least 0; it is ${cap}.`, { field });
    }
  }
  return currencies.flatMap((currency) => (amounts[currency] === undefined ? [] : [[currency, amounts[currency]]]));
}
