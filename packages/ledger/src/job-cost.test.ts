import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createLedger, type Ledger, type LedgerOptions } from "./index.ts";
import { openPostgresLedger, type PostgresLedger } from "./postgres.ts";
import { openLedger } from "./sqlite.ts";
import { job as acmeJob, attempt, usd } from "./testing/acme.ts";
import { freshFolder } from "./testing/fresh-folder.ts";
import { findPostgres, noPostgres } from "./testing/start-postgres.ts";
import { testDatabase } from "./testing/test-database.ts";

// What is known of a paid call only from its answer: what it gave, and what it cost at its end. In every ledger.

const opened: { close(): void | Promise<void> }[] = [];
afterAll(async () => {
  for (const ledger of opened) await ledger.close();
});

describe.each(["memory", "SQLite", "PostgreSQL"])("a ledger in %s", (name) => {
  const isPostgres = name === "PostgreSQL";
  const own = isPostgres && findPostgres() !== null ? testDatabase() : undefined;
  beforeEach(({ skip }) => skip(isPostgres && !own, noPostgres));
  let schemas = 0;

  async function open(options?: LedgerOptions): Promise<Ledger | PostgresLedger> {
    if (name === "memory") return createLedger(options);
    schemas += 1;
    const ledger = own
      ? await openPostgresLedger(own.database, { ...options, schema: `cost${schemas}` })
      : openLedger(path.join(freshFolder(), "books.db"), options);
    opened.push(ledger);
    return ledger;
  }

  test("keeps which images of an attempt are missing, and tells it of the earlier attempt", async () => {
    const ledger = await open();
    const shortfall = [{ index: 1, reason: "images[1] is null" }];
    const keyed = attempt(usd(0.1), { idempotencyKey: "order-1", requestHash: "a" });
    const images = [{ url: "https://a.test/1" }];
    await (await ledger.reserve(keyed)).settle({ state: "accepted", cost: usd(0.1), images, shortfall });
    expect(await ledger.attempts()).toMatchObject([{ shortfall }]);
    expect((await ledger.reserve(keyed)).earlier).toMatchObject({ images, shortfall });
  });

  test("books what a job is said to have cost at its end, once however often it is told, and of no other", async () => {
    const ledger = await open({ maxSpend: { USD: 0.25 } });
    const job = { ...acmeJob, submittedAt: new Date().toISOString() };
    const other = { ...job, submittedAt: new Date(Date.parse(job.submittedAt) - 1).toISOString() };
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job: other });
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1, 0.05), job });
    const cost = { min: 0.03, max: 0.03, currency: "USD", basis: "reported", source: "metrics.cost" } as const;
    for (const _time of [1, 2]) await ledger.charged(job, cost);
    expect((await ledger.attempts()).map((one) => one.cost)).toEqual([usd(0.1), cost]);
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0.13, worstCase: 0.13 } });
    await ledger.reserve(attempt(usd(0.12)));
    await expect(async () => ledger.reserve(attempt(usd(0.01)))).rejects.toThrow("only 0 of 0.25 USD is left");
  });

  test("books a cost in another currency, with nothing left of the estimate", async () => {
    const ledger = await open({ maxSpend: { USD: 0.25 } });
    const job = { ...acmeJob, submittedAt: new Date().toISOString() };
    const estimate = { ...usd(0.2), source: "the page" };
    const keyed = attempt(estimate, { idempotencyKey: "order-1", requestHash: "a" });
    await (await ledger.reserve(keyed)).settle({ state: "accepted", cost: estimate, job });
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0.2, worstCase: 0.2 } });
    const cost = { min: 7, max: 7, currency: "credits", basis: "reported" } as const;
    await ledger.charged(job, cost);
    expect((await ledger.attempts()).map((one) => one.cost)).toStrictEqual([cost]);
    expect(await ledger.spent()).toEqual({ credits: { confirmed: 7, worstCase: 7 } });
    expect((await ledger.reserve(keyed)).earlier).toMatchObject({ cost });
    expect((await ledger.reserve(attempt(usd(0.25)))).earlier).toBeUndefined();
  });

  test("books no cost of a job whose submit may not have been accepted: a person looks at that", async () => {
    const ledger = await open();
    const job = { ...acmeJob, submittedAt: new Date().toISOString() };
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null, job });
    await ledger.charged(job, usd(0.01));
    expect(await ledger.attempts()).toMatchObject([{ state: "unknown", cost: usd(0.1) }]);
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test("books no cost of a job that is rejected or not on record, and none that is not an amount", async () => {
    const ledger = await open();
    const job = { ...acmeJob, submittedAt: new Date().toISOString() };
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job });
    for (const max of [Number.NaN, -1, Number.POSITIVE_INFINITY]) await ledger.charged(job, usd(max));
    await ledger.charged({ ...job, taskId: "t-9" }, usd(0.2));
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
    await ledger.failed(job, "FAILED");
    await ledger.charged(job, usd(0.2));
    expect(await ledger.attempts()).toMatchObject([{ state: "rejected", cost: usd(0.1) }]);
    expect(await ledger.spent()).toEqual({});
  });
});
