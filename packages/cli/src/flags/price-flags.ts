import type { ConfiguredPrices, Currency } from "@seedbed/core";
import type { Command } from "commander";
import { providers } from "../gen/registry.gen.ts";
import { collect, type PairFlag, readPairs, refused } from "./read-flag.ts";

/** What a call costs and may cost, as flags. */
export interface PriceFlags {
  price?: string[];
  creditPrice?: string[];
  maxSpend?: string[];
  maxSpendPerDay?: string[];
}

const most = 1_000_000;

/** Adds the flags of what a call costs. */
export function addPriceFlags(command: Command): Command {
  return command
    .optionsGroup("Cost:")
    .option("--price <model=usd>", "your price in US dollars per image (repeatable)", collect)
    .option("--credit-price <provider=usd>", "your price in US dollars per credit (repeatable)", collect);
}

/** Adds the flag of what calls may cost. */
export function addBudgetFlag(command: Command): Command {
  return command
    .optionsGroup("Cost:")
    .option("--max-spend <currency=n>", "spending limit, for example usd=1.00 or credits=20 (repeatable)", collect);
}

/**
 * The prices that the flags set.
 *
 * @throws InvalidRequestError where one is not an amount, or of no known model or provider
 */
export function pricesOf(flags: PriceFlags): ConfiguredPrices {
  const models = providers.flatMap((provider) => provider.models.map(({ id }) => id));
  const ids = providers.map(({ id }) => id);
  return {
    models: amounts({ flag: "--price", known: models, example: "0.05" }, flags.price),
    credits: amounts({ flag: "--credit-price", known: ids, example: "0.01" }, flags.creditPrice),
  };
}

/**
 * The budget that `--max-spend` sets, or `--max-spend-per-day`.
 *
 * @throws InvalidRequestError where it is not an amount of a currency
 */
export function budgetOf(
  flags: PriceFlags,
  flag: "--max-spend" | "--max-spend-per-day" = "--max-spend",
): Partial<Record<Currency, number>> {
  const texts = flag === "--max-spend" ? flags.maxSpend : flags.maxSpendPerDay;
  const lower = texts?.map((text) => text.replace(/^\w+=/, (name) => name.toLowerCase()));
  const { usd, credits } = amounts({ flag, known: ["usd", "credits"], example: "1.00" }, lower);
  return { ...(usd === undefined ? {} : { USD: usd }), ...(credits === undefined ? {} : { credits }) };
}

function amounts(pair: PairFlag, texts: readonly string[] | undefined): Record<string, number> {
  return Object.fromEntries(
    [...readPairs(pair, texts)].map(([name, text]) => {
      const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (!(amount <= most)) {
        throw refused(
          pair.flag,
          `${name} must be an amount from 0 to ${most}, such as ${pair.example}; it is "${text}"`,
        );
      }
      return [name, amount];
    }),
  );
}
