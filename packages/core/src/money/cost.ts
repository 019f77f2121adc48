import { checkAmount, isAmount } from "./amount.ts";

/** What a call costs, or may cost. Where `min` and `max` differ, no document says which it is. */
export interface Cost {
  /** The least that it may be. */
  readonly min: number;
  /** The most that it may be: the worst case. */
  readonly max: number;
  /** US dollars, or the provider's credits. */
  readonly currency: Currency;
  /** `reported` by the provider in its answer, from a `price-table` in a document, or `configured` by the caller. */
  readonly basis: "reported" | "price-table" | "configured";
  /** The document or header, with its date where it has one. */
  readonly source?: string;
}

/** US dollars, or the provider's credits. */
export type Currency = "USD" | "credits";

/** A price as a document states it. */
export interface Price {
  /** In `currency`. */
  readonly amount: number;
  /** US dollars, or the provider's credits. */
  readonly currency: Currency;
  /** Per `generation`: whether several images of one generation cost it once or each, no document says. */
  readonly per: "image" | "generation";
  /** How well it is known: `seed` and `vendor` are the provider's own word. */
  readonly evidence: string;
  /** The document or page that says so. */
  readonly source: string;
  /** When the source was read, ISO date. */
  readonly date: string;
}

/** Prices that the caller knows better than the documents. */
export interface ConfiguredPrices {
  /** US dollars per image, by model id. */
  readonly models?: Readonly<Record<string, number>>;
  /** US dollars per credit, by provider id. */
  readonly credits?: Readonly<Record<string, number>>;
}

/** What is priced: the model and its documented price, null where none is known. */
export interface Priced {
  readonly provider: string;
  readonly model?: string;
  readonly price: Price | null;
}

/**
 * The cost of one generation as a range, null where no price is known, or not how many images it can give.
 *
 * @param images - the fewest and the most images that it can give; the same where the number is certain
 * @throws InvalidRequestError where a price that was set is not an amount
 */
export function costOf(
  priced: Priced,
  images: { min: number; max: number },
  prices: ConfiguredPrices = {},
): Cost | null {
  // A field that was sent past the checks may give any number of images, or one that is none.
  if (!isAmount(images.min) || !isAmount(images.max) || images.min > images.max) return null;
  const configured = priced.model === undefined ? undefined : prices.models?.[priced.model];
  if (configured !== undefined) {
    checkAmount(`The price of ${priced.model}`, configured, "prices");
    return range(
      configured * images.min,
      configured * images.max,
      "USD",
      "configured",
      `${configured} USD per image, set by the caller`,
    );
  }
  const { price } = priced;
  if (price === null) return null;
  const least = price.per === "image" ? images.min : 1;
  const creditUsd = price.currency === "credits" ? prices.credits?.[priced.provider] : undefined;
  if (creditUsd !== undefined) {
    checkAmount(`The price of a credit of ${priced.provider}`, creditUsd, "prices");
    const each = price.amount * creditUsd;
    return range(
      each * least,
      each * images.max,
      "USD",
      "configured",
      `${price.amount} credits per ${price.per} (${price.source}, ${price.date}) at ${creditUsd} USD per credit, set by the caller`,
    );
  }
  return range(
    price.amount * least,
    price.amount * images.max,
    price.currency,
    "price-table",
    `${price.source}, ${price.date}`,
  );
}

function range(min: number, max: number, currency: Currency, basis: Cost["basis"], source: string): Cost {
  return { min: exact(min), max: exact(max), currency, basis, source };
}

/**
 * What a generation may cost before it is sent, null where that is not known.
 *
 * @throws InvalidRequestError where a price that was set is not an amount
 */
export function estimateCost(
  priced: Priced,
  images: { min: number; max: number },
  prices?: ConfiguredPrices,
): Cost | null {
  const isCount = Number.isInteger(images.min) && Number.isInteger(images.max) && images.min >= 1;
  return isCount ? costOf(priced, images, prices) : null;
}

/** Rounds away floating-point error: 0.1 + 0.2 is 0.3 here. */
export function exact(amount: number): number {
  return Number(amount.toFixed(10));
}
