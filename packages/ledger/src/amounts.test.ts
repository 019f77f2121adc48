import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Cost, Currency } from "@seedbed/core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createLedger, type LedgerOptions } from "./index.ts";
import { openPostgresLedger } from "./postgres.ts";
import { openLedger } from "./sqlite.ts";
import { attempt, job, usd } from "./testing/acme.ts";
import { findPostgres, noPostgres } from "./testing/start-postgres.ts";
import { testDatabase } from "./testing/test-database.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-amounts-"));
const opened: { close(): void }[] = [];
afterAll(() => {
  for (const ledger of opened) ledger.close();
  rmSync(folder, { recursive: true });
});
const hasPostgres = findPostgres() !== null;
const own = hasPostgres ? testDatabase() : undefined;
let places = 0;
function inFile(options: LedgerOptions) {
  const ledger = openLedger(path.join(folder, `${++places}.db`), options);
  opened.push(ledger);
  return ledger;
}
const ledgers = [
  ["memory", async (options: LedgerOptions = {}) => createLedger(options)],
  ["SQLite", async (options: LedgerOptions = {}) => inFile(options)],
  [
    "PostgreSQL",
    async (options: LedgerOptions = {}) => {
      if (!own) throw new Error(noPostgres);
      return openPostgresLedger(own.database, { ...options, schema: `amounts${++places}` });
    },
  ],
] as const;
const cost = (min: unknown, max: unknown, currency: unknown = "USD") =>
  ({ min, max, currency, basis: "configured" }) as Cost; // what a caller without types may give
const notCosts: [string, Cost][] = [
  ["NaN", cost(Number.NaN, Number.NaN)],
  ["a negative amount", cost(-1, -1)],
  ["a negative least", cost(-5, 0.01)],
  ["Infinity", cost(0, Number.POSITIVE_INFINITY)],
  ["a text", cost("0", "0.01")],
  ["a worst case below the best", cost(1, 0.01)],
  ["another currency", cost(0, 0.01, "EUR")],
];

describe.each(ledgers)("a ledger in %s", (name, open) => {
  beforeEach(({ skip }) => skip(name === "PostgreSQL" && !hasPostgres, noPostgres));

  test.each(notCosts)("reserves nothing for a cost of %s", async (_name, bad) => {
    const ledger = await open({ maxSpend: { USD: 0.05 } });
    await expect(async () => ledger.reserve(attempt(bad))).rejects.toMatchObject({
      name: "InvalidRequestError",
      field: "cost",
    });
    expect([await ledger.attempts(), await ledger.spent()]).toEqual([[], {}]);
  });

  test.each(notCosts)("keeps the worst case of an outcome whose cost is %s, and says so", async (_name, bad) => {
    const ledger = await open({ maxSpend: { USD: 0.05 } });
    const reservation = await ledger.reserve(attempt(usd(0.03)));
    await expect(async () => reservation.settle({ state: "accepted", cost: bad, requestId: "r-1" })).rejects.toThrow(
      "The cost of an outcome must be",
    );
    expect(await ledger.attempts()).toMatchObject([{ state: "accepted", cost: usd(0.03), requestId: "r-1" }]);
    expect((await ledger.spent()).USD?.worstCase).toBe(0.03);
    await expect(async () => ledger.reserve(attempt(usd(0.03)))).rejects.toThrow("only 0.02 of 0.05 USD is left");
  });

  test.each(notCosts)("does not settle an unknown attempt with a cost of %s", async (_name, bad) => {
    const ledger = await open();
    await (await ledger.reserve(attempt(usd(0.03)))).settle({ state: "unknown", cost: null });
    const [{ id } = { id: "" }] = await ledger.attempts();
    await expect(async () => ledger.settle(id, { as: "accepted", cost: bad })).rejects.toMatchObject({ field: "cost" });
    expect((await ledger.spent()).USD?.worstCase).toBe(0.03);
  });

  test.each<[string, LedgerOptions]>([
    ["maxSpend", { maxSpend: { USD: Number.NaN } }],
    ["maxSpend", { maxSpend: 0.05 as never }],
    ["maxSpend", { maxSpend: null as never }],
    ["maxSpendPerDay", { maxSpendPerDay: [1] as never }],
    ["maxSpendPerTag", { maxSpendPerTag: { spring: { USD: -1 } } }],
    ["maxSpendPerTag", { maxSpendPerTag: { spring: 1 as never } }],
    ["maxSpendPerTag", { maxSpendPerTag: 1 as never }],
    ["creditPrices", { creditPrices: { acme: Number.NaN } }],
    ["creditPrices", { creditPrices: { acme: -0.01 } }],
    ["creditPrices", { creditPrices: 0.01 as never }],
    ["rateLimits", { rateLimits: { acme: { requests: 3, perMs: Number.NaN } } }],
    ["rateLimits", { rateLimits: { acme: { requests: 0.5, perMs: 1000 } } }],
  ])("is not opened with %s of %j", async (field, options) => {
    await expect(async () => open(options)).rejects.toMatchObject({ name: "InvalidRequestError", field });
  });

  test("takes no latency that is none", async () => {
    const ledger = await open();
    for (const latencyMs of [Number.NaN, -1, Number.POSITIVE_INFINITY])
      await expect(async () => ledger.finished(job, latencyMs)).rejects.toThrow("latencyMs must be a number");
  });
});

const rows: [string, string, string, Currency | "EUR" | null][] = [
  ["less than nothing", "-100", "-100", "USD"],
  ["infinite", "9e999", "9e999", "USD"],
  ["nothing, in a known currency", "NULL", "NULL", "USD"],
  ["in another currency", "1", "1", "EUR"],
  ["an amount, in none", "1", "1", null],
  ["more at best than at worst", "5", "1", "USD"],
];

test.each(rows)("a row of a file that is %s is not added up", (_name, min, max, currency) => {
  const ledger = inFile({ maxSpend: { USD: 1 } });
  const reservation = ledger.reserve(attempt(usd(0.1)));
  return Promise.resolve(reservation).then(() => {
    const database = new DatabaseSync(ledger.file);
    database.prepare(`UPDATE attempts SET currency = ?, cost_min = ${min}, cost_max = ${max}`).run(currency);
    database.close();
    const damaged = expect.objectContaining({ name: "LedgerError", message: expect.stringContaining("is damaged") });
    expect(() => ledger.reserve(attempt(usd(0.1)))).toThrow(damaged);
    expect(() => ledger.spent()).toThrow(damaged);
    if (![min, currency].some((value) => value === "NULL" || value === null))
      expect(() => ledger.attempts()).toThrow(damaged);
  });
});

test.skipIf(!hasPostgres).each([...rows, ["no number", "'NaN'", "'NaN'", "USD"]])(
  "a row of a database that is %s is not added up",
  async (_name, min, max, currency) => {
    if (!own) throw new Error(noPostgres);
    const schema = `rows${++places}`;
    const ledger = await openPostgresLedger(own.database, { schema, maxSpend: { USD: 1 } });
    await ledger.reserve(attempt(usd(0.1)));
    const [low, high] = [min, max].map((value) => value.replace("9e999", "'Infinity'"));
    await own.database.query(`UPDATE ${schema}.attempts SET currency = $1, cost_min = ${low}, cost_max = ${high}`, [
      currency,
    ]);
    const damaged = { name: "LedgerError", message: expect.stringContaining("is damaged") };
    await expect(ledger.reserve(attempt(usd(0.1)))).rejects.toMatchObject(damaged);
    await expect(ledger.spent()).rejects.toMatchObject(damaged);
    if (![min, currency].some((value) => value === "NULL" || value === null))
      await expect(ledger.attempts()).rejects.toMatchObject(damaged);
  },
);
