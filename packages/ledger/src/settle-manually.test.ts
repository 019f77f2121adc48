import type { Cost } from "@seedbed/core";
import { expect, test } from "vitest";
import type { ManualSettlement } from "./attempt-record.ts";
import { createLedger } from "./ledger.ts";
import { attempt, usd } from "./testing/acme.ts";

async function unknown() {
  const ledger = createLedger({ clock: { now: () => 0, delay: async () => {} } });
  await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null });
  return ledger;
}

const amount = "The cost of an attempt must be an amount of at least 0.";
const accepted = (min: number, max: number) => ({ as: "accepted", cost: { ...usd(max), min } }) as const;
test.each<[string, string, object, string, string]>([
  ["is neither", "1", { as: "paid" }, "as", 'An attempt is settled as accepted or rejected; "paid" is neither.'],
  [
    "rejects at a cost",
    "1",
    { as: "rejected", cost: usd(0.1) },
    "cost",
    "An attempt that was rejected costs nothing: leave its cost out.",
  ],
  ["costs less than nothing", "1", accepted(-1, 1), "cost", amount],
  ["has no end", "1", accepted(0, Number.POSITIVE_INFINITY), "cost", amount],
  ["is not a number", "1", accepted(0, Number.NaN), "cost", amount],
  ["costs less at most than at least", "1", accepted(0.2, 0.1), "cost", amount],
  [
    "costs in another currency",
    "1",
    { as: "accepted", cost: { ...usd(5), currency: "credits" } },
    "cost",
    "Attempt 1 was reserved in USD: its cost is given in USD too, so that no sum has it twice or not at all.",
  ],
  ["is of no attempt", "7", { as: "accepted" }, "id", "There is no attempt 7 in the ledger."],
])("a word that %s is refused, names what is wrong, and changes nothing", async (_name, id, word, field, message) => {
  const ledger = await unknown();
  expect(() => ledger.settle(id, word as ManualSettlement)).toThrow(
    expect.objectContaining({ name: "InvalidRequestError", field, message }),
  );
  expect(ledger.attempts()).toMatchObject([{ state: "unknown" }]);
});

test.each<[string, ManualSettlement, Cost]>([
  ["at what was reserved", { as: "accepted" }, usd(0.1)],
  ["at what it cost", accepted(0.02, 0.02), usd(0.02)],
  ["for nothing", accepted(0, 0), usd(0)],
])("settles an attempt as accepted %s, and says when", async (_name, word, cost) => {
  const ledger = await unknown();
  const settled = ledger.settle("1", word);
  expect(settled).toMatchObject({ id: "1", state: "accepted", cost, settledAt: "1970-01-01T00:00:00.000Z" });
  expect(ledger.attempts()).toEqual([settled]);
});
