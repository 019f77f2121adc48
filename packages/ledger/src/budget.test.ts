import type { Cost } from "@seedbed/core";
import { expect, test } from "vitest";
import { type BudgetOptions, createBudget } from "./budget.ts";
import { createLedger } from "./ledger.ts";
import { attempt, usd } from "./testing/acme.ts";

const credits = (max: number): Cost => ({ min: max, max, currency: "credits", basis: "price-table" });
const noon = { now: () => Date.parse("2026-11-21T12:00:00Z"), delay: async () => {} };

test.each<[string, BudgetOptions, Cost | null, string]>([
  [
    "without a price",
    { maxSpend: { USD: 1, credits: 5 } },
    null,
    "acme/m has no known price in the currency of the budget (1 USD and 5 credits): set a price for it, or leave the budget out. Nothing was sent.",
  ],
  [
    "without a price, under the budget of a day",
    { maxSpendPerDay: { USD: 1 } },
    null,
    "acme/m has no known price in the currency of the budget (1 USD for 2026-11-21 (UTC)): set a price for it, or leave the budget out. Nothing was sent.",
  ],
  [
    "that costs too much, under the budget of a tag",
    { maxSpendPerTag: { spring: { USD: 1 } } },
    usd(1.5),
    'acme/m may cost 1.5 USD, and only 1 of 1 USD is left for the tag "spring". Nothing was sent.',
  ],
  [
    "that costs too much, under a budget of nothing",
    { maxSpend: { USD: 0 } },
    usd(0.01),
    "acme/m may cost 0.01 USD, and only 0 of 0 USD is left. Nothing was sent.",
  ],
  [
    "in credits that are worth nothing",
    { maxSpend: { USD: 1 }, creditPrices: { acme: 0 } },
    credits(1),
    "acme/m has no known price in the currency of the budget (1 USD): set a price for it, or leave the budget out. Nothing was sent.",
  ],
])("refuses an attempt %s, and says whose it is", (_name, options, cost, message) => {
  const ledger = createLedger({ ...options, clock: noon });
  expect(() => ledger.reserve(attempt(cost, { tags: ["spring"] }))).toThrow(
    expect.objectContaining({
      name: "BudgetExceededError",
      provider: "acme",
      operation: "make",
      billed: "no",
      message,
    }),
  );
  expect(ledger.attempts()).toEqual([]);
});

test("names an attempt without a model by its provider and operation", () => {
  const ledger = createLedger({ maxSpend: { USD: 0.1 } });
  expect(() => ledger.reserve(attempt(usd(1), { model: undefined }))).toThrow(/^acme make may cost 1 USD/);
});

test("counts what was spent in credits towards a budget in US dollars, by each provider's price", () => {
  const ledger = createLedger({ maxSpend: { USD: 1 }, creditPrices: { acme: 0.01, other: 0.1 } });
  ledger.reserve(attempt(credits(50)));
  ledger.reserve(attempt(credits(2), { provider: "other" }));
  expect(() => ledger.reserve(attempt(usd(0.31)))).toThrow("only 0.3 of 1 USD is left");
  expect(() => ledger.reserve(attempt(usd(0.3)))).not.toThrow();
});

test("passes over what was spent in credits that no one gave a price", async () => {
  const ledger = createLedger({ maxSpend: { USD: 1 } });
  await (await ledger.reserve(attempt(usd(1)))).settle({ state: "accepted", cost: credits(1000) });
  expect(() => ledger.reserve(attempt(usd(1)))).not.toThrow();
});

test("holds two currencies at once: an attempt counts in each whose price is known", () => {
  const options = { maxSpend: { USD: 10, credits: 5 } };
  const ledger = createLedger(options);
  expect(() => ledger.reserve(attempt(usd(9)))).not.toThrow();
  expect(() => ledger.reserve(attempt(credits(6)))).toThrow("may cost 6 credits, and only 5 of 5 credits is left");
  const priced = createLedger({ ...options, creditPrices: { acme: 1 } });
  expect(() => priced.reserve(attempt(usd(6)))).toThrow("may cost 6 credits, and only 5 of 5 credits is left");
});

test.each<[string, object, string, string]>([
  [
    "an endless cap",
    { maxSpend: { USD: Number.POSITIVE_INFINITY } },
    "maxSpend",
    "maxSpend USD must be an amount of at least 0; it is Infinity.",
  ],
  [
    "a negative cap of a day",
    { maxSpendPerDay: { USD: -1 } },
    "maxSpendPerDay",
    "maxSpendPerDay USD must be an amount of at least 0; it is -1.",
  ],
  [
    "a cap of a tag that is a text",
    { maxSpendPerTag: { spring: { USD: "1" } } },
    "maxSpendPerTag",
    "maxSpendPerTag spring USD must be an amount of at least 0; it is 1.",
  ],
  [
    "a tag's cap in no currency",
    { maxSpendPerTag: { spring: { EUR: 1 } } },
    "maxSpendPerTag",
    'maxSpendPerTag spring knows no currency "EUR"; it takes USD, credits.',
  ],
])("refuses %s, and names the option", (_name, options, field, message) => {
  expect(() => createLedger(options)).toThrow(expect.objectContaining({ name: "InvalidRequestError", field, message }));
});

test("takes a cap of 0, and a currency that is left open", () => {
  expect(() => createLedger({ maxSpend: { USD: 0 } })).not.toThrow();
  const open = createLedger({ maxSpend: { credits: 1, USD: undefined } as object }); // as plain JavaScript may give it
  expect(() => open.reserve(attempt(credits(1)))).not.toThrow();
  expect(() => open.reserve(attempt(usd(1)))).toThrow("no known price in the currency of the budget (1 credits)");
});

test("holds no attempt without a tag to the budget of one", () => {
  const ledger = createLedger({ maxSpendPerTag: { spring: { USD: 0.1 } } });
  expect(() => ledger.reserve(attempt(usd(1)))).not.toThrow();
});

test.each<[string, BudgetOptions]>([
  ["of the run", { maxSpend: { USD: 0.1 } }],
  ["of the day", { maxSpendPerDay: { USD: 0.1 } }],
  ["of its first tag", { maxSpendPerTag: { spring: { USD: 0.1 }, shop: { USD: 9 } } }],
  ["of its second tag", { maxSpendPerTag: { spring: { USD: 9 }, shop: { USD: 0.1 } } }],
  ["of its second currency", { maxSpend: { USD: 9, credits: 10 }, creditPrices: { acme: 0.01 } }],
])("refuses an attempt that fits every budget but that %s", (_name, tight) => {
  const wide = { maxSpend: { USD: 9 }, maxSpendPerDay: { USD: 9 }, maxSpendPerTag: { spring: { USD: 9 } } };
  const ledger = createLedger({ ...wide, ...tight, clock: noon });
  const tagged = (max: number) => attempt(usd(max), { tags: ["spring", "shop"] });
  ledger.reserve(tagged(0.06));
  expect(() => ledger.reserve(tagged(0.05))).toThrow("may cost");
  expect(() => ledger.reserve(tagged(0.04))).not.toThrow();
});

test("budgets that are changed after the ledger was opened hold as they were", () => {
  const options = {
    maxSpend: { USD: 0.1 },
    maxSpendPerTag: { spring: { USD: 0.05 } },
    creditPrices: { acme: 0.01 },
  };
  const ledger = createLedger(options);
  options.maxSpend.USD = 9;
  options.maxSpendPerTag.spring.USD = Number.NaN;
  options.creditPrices.acme = 0;
  expect(() => ledger.reserve(attempt(usd(0.06), { tags: ["spring"] }))).toThrow("only 0.05 of 0.05 USD is left");
  expect(() => ledger.reserve(attempt(credits(11)))).toThrow("may cost 0.11 USD, and only 0.1 of 0.1 USD is left");
});

test("knows no price in US dollars of credits, where no one gave any", () => {
  expect(() => createLedger({ maxSpend: { USD: 1 } }).reserve(attempt(credits(1)))).toThrow("no known price");
});

test("tells beforehand what it will ask for of an attempt", () => {
  const cap = { USD: 1 };
  const budget = createBudget({ maxSpend: cap, maxSpendPerDay: cap, maxSpendPerTag: { spring: cap, shop: cap } });
  expect(budget.scopes(attempt(null, { tags: ["spring"] }), "2026-11-21T12:00:00.000Z")).toEqual([
    "run",
    { day: "2026-11-21" },
    { tag: "spring" },
  ]);
  expect(createBudget({}).scopes(attempt(null), "2026-11-21T12:00:00.000Z")).toEqual([]);
});
