import type { Attempt, Cost } from "@seedbed/core";
import { expect, test } from "vitest";
import { createLedger } from "./ledger.ts";

const usd = (max: number, min = max): Cost => ({ min, max, currency: "USD", basis: "price-table" });
const credits = (max: number): Cost => ({ min: max, max, currency: "credits", basis: "price-table" });
const attempt = (cost: Cost | null, provider = "acme"): Attempt => ({
  provider,
  model: `${provider}/m`,
  operation: "make",
  cost,
});

test("a budget is never overshot, however many ask for it at once", async () => {
  const ledger = createLedger({ maxSpend: { USD: 0.35 } });
  const asked = Array.from({ length: 50 }, async () => {
    const reservation = await ledger.reserve(attempt(usd(0.1)));
    await Promise.resolve();
    await reservation.settle({ state: "accepted", cost: usd(0.1) });
  });
  const done = await Promise.allSettled(asked);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect(ledger.spent()).toEqual({ USD: { confirmed: 0.3, worstCase: 0.3 } });
});

test("a budget is filled to the last cent: 0.1 and 0.2 are 0.3", () => {
  const ledger = createLedger({ maxSpend: { USD: 0.3 } });
  ledger.reserve(attempt(usd(0.1)));
  expect(() => ledger.reserve(attempt(usd(0.2)))).not.toThrow();
  expect(() => ledger.reserve(attempt(usd(0.01)))).toThrow(
    "acme/m may cost 0.01 USD, and only 0 of 0.3 USD is left. Nothing was sent.",
  );
});

test.each([
  ["not-sent", null, 0, undefined],
  ["rejected", null, 0, undefined],
  ["accepted", usd(0.02), 0.02, { confirmed: 0.02, worstCase: 0.02 }],
  ["unknown", usd(0.1, 0.05), 0.1, { confirmed: 0, worstCase: 0.1 }],
  ["unknown", null, 0.1, { confirmed: 0, worstCase: 0.1 }],
] as const)("%s with a cost of %o binds %d", async (state, cost, bound, spent) => {
  const ledger = createLedger({ maxSpend: { USD: 0.1 } });
  await (await ledger.reserve(attempt(usd(0.1, 0.05)))).settle({ state, cost });
  expect(ledger.spent().USD).toEqual(spent);
  const free = Number((0.1 - bound).toFixed(10));
  expect(() => ledger.reserve(attempt(usd(free + 0.001)))).toThrow("may cost");
  expect(() => ledger.reserve(attempt(usd(free)))).not.toThrow();
});

test("an attempt without a price is refused under a budget, and counted without one", async () => {
  const capped = createLedger({ maxSpend: { USD: 1, credits: 5 } });
  expect(() => capped.reserve(attempt(null))).toThrow(
    "acme/m has no known price in the currency of the budget (1 USD and 5 credits)",
  );
  const free = createLedger();
  await (await free.reserve(attempt(null))).settle({ state: "accepted", cost: null });
  expect([free.unpriced(), free.spent()]).toEqual([1, {}]);
});

test.each([
  ["credits under a budget in US dollars", { USD: 0.1 }, credits(10), 0.01, false],
  ["too many credits under a budget in US dollars", { USD: 0.09 }, credits(10), 0.01, "0.1 USD"],
  ["US dollars under a budget in credits", { credits: 10 }, usd(0.1), 0.01, false],
  ["too many US dollars under a budget in credits", { credits: 9 }, usd(0.1), 0.01, "10 credits"],
  ["credits without a price under a budget in US dollars", { USD: 1 }, credits(1), undefined, "no known price"],
] as const)("%s", (_name, maxSpend, cost, creditPrice, refused) => {
  const ledger = createLedger({ maxSpend, creditPrices: creditPrice === undefined ? {} : { acme: creditPrice } });
  const reserve = () => ledger.reserve(attempt(cost));
  if (refused) expect(reserve).toThrow(refused);
  else expect(reserve).not.toThrow();
});

test.each([
  ["a cap that is not a number", { USD: Number.NaN }, "maxSpend USD must be an amount of at least 0; it is NaN."],
  ["a negative cap", { credits: -1 }, "maxSpend credits must be an amount of at least 0; it is -1."],
  ["a cap in no currency", { usd: 1 }, 'maxSpend knows no currency "usd" (did you mean USD?); it takes USD, credits.'],
])("%s is refused, as nothing would hold it", (_name, maxSpend: object, message) => {
  expect(() => createLedger({ maxSpend })).toThrow(message);
});

test("its records are copies: who reads them cannot free money", () => {
  const ledger = createLedger({ maxSpend: { USD: 0.1 }, clock: { now: () => 0, delay: async () => {} } });
  ledger.reserve(attempt(usd(0.1)));
  const [record] = ledger.attempts();
  expect(record).toEqual({
    ...attempt(usd(0.1)),
    id: "1",
    run: "memory",
    state: "reserved",
    reservedAt: "1970-01-01T00:00:00.000Z",
  });
  Object.assign(record ?? {}, { state: "not-sent" });
  expect(() => ledger.reserve(attempt(usd(0.1)))).toThrow("0 of 0.1 USD is left");
});
