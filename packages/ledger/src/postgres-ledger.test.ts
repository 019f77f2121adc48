import { createClock } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { openPostgresLedger, type PostgresLedgerOptions } from "./postgres.ts";
import { attempt, job, usd } from "./testing/acme.ts";
import { testDatabase } from "./testing/test-database.ts";

const soon = { interval: 20 };
const keyed = (more = {}) => attempt(usd(0.1), { idempotencyKey: "order-1", requestHash: "a", ...more });

describe("a ledger in PostgreSQL", () => {
  const own = testDatabase();
  let schemas = 0;
  const newSchema = () => `own${++schemas}`;
  const open = (options: PostgresLedgerOptions = {}) =>
    openPostgresLedger(own.database, { schema: newSchema(), ...options });

  test("has the run that it is given, or a new one, and a schema of its own by default", async () => {
    expect((await open({ run: "night" })).run).toBe("night");
    const runs = [(await open()).run, (await open()).run];
    expect(new Set(runs).size).toBe(2);
    await (await openPostgresLedger(own.database)).close();
    expect(await own.database.query("SELECT version FROM seedbed.ledger")).toEqual([{ version: 1 }]);
  });

  test.each<[string, PostgresLedgerOptions, string]>([
    ["a run of blanks", { run: "  " }, "A run that is named needs a name."],
    [
      "a limit that is none",
      { rateLimits: { acme: { requests: 0, perMs: 1000 } } },
      "A rate limit is at least one request",
    ],
    ["a cap that is none", { maxSpend: { USD: -1 } }, "-1"],
  ])("%s is refused, and no table made", async (_name, options, words) => {
    const schema = newSchema();
    await expect(openPostgresLedger(own.database, { schema, ...options })).rejects.toThrow(
      expect.objectContaining({ name: "InvalidRequestError", message: expect.stringContaining(words) }),
    );
    expect(await own.database.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema])).toEqual([]);
  });

  test("says which word of the call was wrong", async () => {
    await expect(open({ run: " " })).rejects.toMatchObject({ field: "run" });
  });

  test("what a job cost is booked by another ledger of the schema, and held against its budgets here", async () => {
    const schema = newSchema();
    const one = await open({ schema, maxSpend: { USD: 0.2 }, run: "one" });
    const submitted = { ...job, submittedAt: new Date().toISOString() };
    await (await one.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job: submitted });
    await (await open({ schema, run: "two" })).charged(submitted, usd(0.15));
    expect(await one.spent()).toEqual({ USD: { confirmed: 0.15, worstCase: 0.15 } });
    await expect(async () => one.reserve(attempt(usd(0.1)))).rejects.toThrow("only 0.05 of 0.2 USD is left");
  });

  test("lets a provider that has no limit send", async () => {
    for (const options of [{}, { rateLimits: {} }, { rateLimits: { acme: undefined } as object }])
      await expect((await open(options)).admit?.("acme", new AbortController().signal)).resolves.toBeUndefined();
  });

  test("who waits for a key of this process is called, and who waits for another's looks, by the scale of time", async () => {
    const schema = newSchema();
    const waits: number[] = [];
    const clock = {
      ...createClock(),
      delay: async (ms: number) => {
        waits.push(ms);
        await new Promise((done) => setTimeout(done, 5));
      },
    };
    const one = await open({ schema, clock });
    const first = await one.reserve(keyed());
    const second = one.reserve(keyed());
    await expect.poll(() => one.attempts(), soon).toHaveLength(1);
    await first.settle({ state: "accepted", cost: usd(0.1) });
    expect((await second).earlier).toBeDefined();
    expect(waits).toEqual([]);
    const other = await open({ schema, clock, timeScale: 10 });
    const third = await one.reserve(keyed({ idempotencyKey: "order-2" }));
    const fourth = other.reserve(keyed({ idempotencyKey: "order-2" }));
    await expect.poll(() => waits.length, soon).toBeGreaterThan(0);
    await third.settle({ state: "accepted", cost: usd(0.1) });
    await fourth;
    expect(new Set(waits)).toEqual(new Set([1000]));
  });

  test("a job that failed whose outcome was not known stays unknown", async () => {
    const ledger = await open();
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null, job });
    await ledger.failed(job, "FAILED");
    expect((await ledger.attempts()).map(({ state }) => state)).toEqual(["unknown"]);
  });

  test("settles an attempt of a long number", async () => {
    const schema = newSchema();
    const ledger = await open({ schema });
    await own.database.query(`ALTER TABLE ${schema}.attempts ALTER COLUMN id RESTART WITH 12345`);
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null });
    expect(await ledger.settle("12345", { as: "rejected" } as never)).toMatchObject({ id: "12345", state: "rejected" });
  });

  test("of a newer version is left alone", async () => {
    const schema = newSchema();
    await (await open({ schema })).close();
    await own.database.query(`UPDATE ${schema}.ledger SET version = 9`);
    await expect(open({ schema })).rejects.toThrow(
      /written by a newer version \(9; this one knows 1\): update seedbed\. Nothing was sent\./,
    );
  });

  test("tells what is on its way in one that is gone as unknown, and not what is on its way in one that lives", async () => {
    const schema = newSchema();
    const [one, other] = [await open({ schema }), await open({ schema })];
    const [mine, its] = [await one.holder(), await other.holder()];
    expect((await one.livingHolders()).toSorted((a, b) => a - b)).toEqual([mine, its].toSorted((a, b) => a - b));
    await one.reserve(attempt(usd(0.1)));
    await other.recover();
    expect((await other.attempts()).map(({ state }) => state)).toEqual(["reserved"]);
    await one.close();
    await expect.poll(() => other.livingHolders(), soon).not.toContain(mine);
    await other.recover();
    expect(await other.attempts()).toMatchObject([
      {
        state: "unknown",
        settledAt: expect.stringMatching(/^\d{4}-/),
        problem:
          "The process ended before the outcome was written: the request may have left, and may have been accepted and billed.",
      },
    ]);
    expect(await other.spent("all")).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test("lets nothing that it finds unknown end before it began, though its own clock is behind", async () => {
    const schema = newSchema();
    const reservedAt = "2999-01-01T00:00:00.000Z";
    const one = await open({ schema, clock: { ...createClock(), now: () => Date.parse(reservedAt) } });
    const other = await open({ schema });
    const mine = await one.holder();
    await one.reserve(attempt(usd(0.1)));
    await one.close();
    await expect.poll(() => other.livingHolders(), soon).not.toContain(mine);
    await other.recover();
    expect(await other.attempts()).toMatchObject([{ state: "unknown", reservedAt, settledAt: reservedAt }]);
  });

  test("of two processes lets one have a key, and the other learns what it got, or that it is gone", async () => {
    const schema = newSchema();
    const [one, other] = [await open({ schema }), await open({ schema })];
    const first = await one.reserve(keyed());
    const second = other.reserve(keyed());
    await first.settle({ state: "accepted", cost: usd(0.1), requestId: "r-1" });
    expect((await second).earlier).toMatchObject({ requestId: "r-1" });
    await one.reserve(keyed({ idempotencyKey: "order-2" }));
    const third = other.reserve(keyed({ idempotencyKey: "order-2" }));
    await one.close();
    await expect(third).rejects.toThrow(expect.objectContaining({ name: "OutcomeUnknownError" }));
  });

  test("keeps an outcome that was written before another comes, and waits for no one who gave up", async () => {
    const ledger = await open();
    const reservation = await ledger.reserve(attempt(usd(0.1)));
    await reservation.settle({ state: "rejected", cost: null });
    await reservation.settle({ state: "accepted", cost: usd(0.1) });
    expect((await ledger.attempts()).map(({ state }) => state)).toEqual(["rejected"]);
    const gone = AbortSignal.abort(new Error("gave up"));
    await expect(ledger.reserve(attempt(usd(0.1)), gone)).rejects.toThrow("gave up");
    expect(await ledger.attempts()).toHaveLength(1);
  });

  test.each(["", "one", "1e3", "9".repeat(19), "77"])("knows no attempt %j", async (id) => {
    const ledger = await open();
    await expect(ledger.settle(id, { state: "rejected" } as never)).rejects.toThrow(
      expect.objectContaining({ name: "InvalidRequestError" }),
    );
  });

  test("counts by run, day, tag and over all", async () => {
    const schema = newSchema();
    const [one, other] = [await open({ schema, run: "one" }), await open({ schema, run: "other" })];
    for (const [ledger, tags] of [
      [one, ["a", "a"]],
      [other, ["b"]],
    ] as const) {
      const reservation = await ledger.reserve({ ...attempt(usd(0.1)), tags });
      await reservation.settle({ state: "accepted", cost: usd(0.05) });
    }
    await one.reserve(attempt(null));
    const spent = { confirmed: 0.05, worstCase: 0.05 };
    const day = new Date().toISOString().slice(0, 10);
    expect(await one.spent()).toEqual({ USD: spent });
    expect(await one.spent("all")).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
    expect(await one.spent({ day })).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
    expect(await one.spent({ day: "2001-01-01" })).toEqual({});
    expect(await one.spent({ tag: "a" })).toEqual({ USD: spent });
    expect([await one.unpriced(), await other.unpriced(), await other.unpriced("all")]).toEqual([1, 0, 1]);
    expect((await one.attempts({ run: "one" })).map(({ tags }) => tags)).toEqual([["a"], undefined]);
    expect(await one.attempts({ run: "one", state: "reserved" })).toHaveLength(1);
    expect(await one.attempts({ provider: "none" })).toEqual([]);
  });

  test("holds a limit over all processes, by the scale of their time", async () => {
    const schema = newSchema();
    const waits: number[] = [];
    const real = createClock();
    const clock = { ...real, now: real.now, delay: async (ms: number) => void waits.push(ms) };
    const options = { schema, clock, timeScale: 10, rateLimits: { acme: { requests: 2, perMs: 10_000 } } };
    const [one, other] = [await open(options), await open(options)];
    const { signal } = new AbortController();
    for (const ledger of [one, other]) await ledger.admit("acme", signal);
    expect(waits).toEqual([]);
    await one.admit("acme", signal);
    await other.admit("acme", signal);
    await other.admit("acme", signal);
    expect(waits.map((ms) => ms > 5_000 && ms < 11_000).slice(0, 2)).toEqual([true, true]);
    expect(waits[2]).toBeGreaterThan(11_000);
    await one.admit("free", signal);
    expect(waits).toHaveLength(3);
    await expect(one.admit("acme", AbortSignal.abort(new Error("gave up")))).rejects.toThrow("gave up");
  });

  test("is let go of at the end of its block", async () => {
    const schema = newSchema();
    const other = await open({ schema });
    let held: number;
    {
      await using ledger = await open({ schema });
      held = await ledger.holder();
      expect(await other.livingHolders()).toContain(held);
    }
    await expect.poll(() => other.livingHolders(), soon).not.toContain(held);
  });
});
