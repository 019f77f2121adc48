import { InvalidRequestError } from "../call/errors.ts";
import type { ConfiguredPrices, Cost, Currency } from "./cost.ts";

/** The largest amount that is taken: far above any bill, and small enough that sums stay finite. */
export const maxAmount = 1_000_000_000;
/** The largest cost of one generation that a provider is believed. */
const maxReported = 100_000;

const currencies: readonly unknown[] = ["USD", "credits"] satisfies Currency[];

/** Whether a value is an amount of money or credits: a finite number from 0 to `maxAmount`. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= maxAmount;
}

/** Whether a value is a cost: two amounts of a known currency, of which `max` is the larger. */
export function isCost(value: unknown): value is Cost {
  if (typeof value !== "object" || value === null) return false;
  const { min, max, currency } = value as Partial<Record<keyof Cost, unknown>>; // each is looked at
  return isAmount(min) && isAmount(max) && min <= max && currencies.includes(currency);
}

/**
 * Refuses a price or a budget that is not an amount: no sum with it could be compared with a limit.
 *
 * @throws InvalidRequestError
 */
export function checkAmount(name: string, value: unknown, field = name): void {
  if (isAmount(value)) return;
  throw new InvalidRequestError(
    `${name} must be an amount from 0 to ${maxAmount}; it is ${describe(value)}. Nothing was sent.`,
    { field },
  );
}

/**
 * Refuses a cost that is none. null is one that nobody knows.
 *
 * @throws InvalidRequestError
 */
export function checkCost(name: string, cost: unknown, field = "cost"): void {
  if (cost === null || isCost(cost)) return;
  const { min, max, currency } = Object(cost) as Partial<Record<keyof Cost, unknown>>; // shown only
  throw new InvalidRequestError(
    `${name} must be null, or min and max as amounts from 0 to ${maxAmount} USD or credits, with min at most max; it is ${describe(min)} to ${describe(max)} ${describe(currency)}.`,
    { field },
  );
}

/**
 * Refuses amounts by name that are no object of them, or of which one is not an amount. One that is undefined is left out.
 *
 * @throws InvalidRequestError
 */
export function checkAmounts(name: string, amounts: unknown, field = name): void {
  if (amounts === undefined) return;
  if (typeof amounts !== "object" || amounts === null || Array.isArray(amounts)) {
    throw new InvalidRequestError(
      `${name} must be an object with an amount for each name; it is ${describe(amounts)}. Nothing was sent.`,
      { field },
    );
  }
  for (const [key, value] of Object.entries(amounts)) {
    if (value !== undefined) checkAmount(`${name} ${key}`, value, field);
  }
}

/**
 * The prices that a caller set, as a copy that no later change reaches.
 *
 * @throws InvalidRequestError where one is not an amount
 */
export function checkedPrices(prices: ConfiguredPrices = {}): ConfiguredPrices {
  const { models, credits } = Object(prices) as ConfiguredPrices; // what is not an object has neither
  checkAmounts("prices.models", models, "prices");
  checkAmounts("prices.credits", credits, "prices");
  return { ...(models && { models: { ...models } }), ...(credits && { credits: { ...credits } }) };
}

/** The cost that a provider reports, as text or number; undefined where it cannot be one. */
export function reportedCost(value: unknown, currency: Currency, source: string): Cost | undefined {
  const isNumber = typeof value === "string" && /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim());
  const amount = isNumber ? Number(value) : value;
  if (!isAmount(amount) || amount > maxReported) return undefined;
  return { min: amount, max: amount, currency, basis: "reported", source };
}

function describe(value: unknown): string {
  return typeof value === "string" ? `the text "${value.slice(0, 40)}"` : String(value).slice(0, 40);
}
