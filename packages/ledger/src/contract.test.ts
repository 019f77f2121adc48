import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClock, type Job } from "@seedbed/core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createLedger, type Ledger, type LedgerOptions } from "./index.ts";
import { connectPostgres, type Database, openPostgresLedger, type PostgresLedger } from "./postgres.ts";
import { openLedger } from "./sqlite.ts";
import { job as acmeJob, attempt, usd } from "./testing/acme.ts";
import { findPostgres, noPostgres, startPostgres, type TestPostgres } from "./testing/start-postgres.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-ledger-"));
const opened: { close(): void | Promise<void> }[] = [];
let files = 0;
afterAll(async () => {
  for (const ledger of opened) await ledger.close();
  rmSync(folder, { recursive: true });
});

const bin = findPostgres();
let server: TestPostgres | undefined;
let database: Database | undefined;
let schemas = 0;
afterAll(async () => {
  await database?.close();
  await server?.stop();
});

/** A ledger in a schema of its own, on a server that the first one starts. */
async function inPostgres(options?: LedgerOptions): Promise<PostgresLedger> {
  server ??= await startPostgres(bin ?? "");
  database ??= await connectPostgres(server.database());
  schemas += 1;
  const ledger = await openPostgresLedger(database, { ...options, schema: `ledger${schemas}` });
  opened.push(ledger);
  return ledger;
}

type Opened = Ledger | PostgresLedger;
const ledgers: [string, (options?: LedgerOptions) => Opened | Promise<Opened>][] = [
  ["memory", createLedger],
  [
    "SQLite",
    (options) => {
      files += 1;
      const ledger = openLedger(path.join(folder, `${files}.db`), options);
      opened.push(ledger);
      return ledger;
    },
  ],
  ["PostgreSQL", inPostgres],
];
const accepted = {
  state: "accepted",
  cost: usd(0.1),
  requestId: "r-1",
  images: [{ url: "https://a.test/1" }],
} as const;
const keyed = (more = {}) => attempt(usd(0.1), { idempotencyKey: "order-1", requestHash: "a", ...more });

describe.each(ledgers)("a ledger in %s", (name, open) => {
  beforeEach(({ skip }) => skip(name === "PostgreSQL" && bin === null, noPostgres));

  test("never overshoots a budget, however many ask for it at once", async () => {
    const ledger = await open({ maxSpend: { USD: 0.35 } });
    const asked = Array.from({ length: 20 }, async () => {
      const reservation = await ledger.reserve(attempt(usd(0.1)));
      await Promise.resolve();
      await reservation.settle({ state: "accepted", cost: usd(0.1) });
    });
    const done = await Promise.allSettled(asked);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0.3, worstCase: 0.3 } });
  });

  test("frees the money and the idempotency key of a job that failed unbilled, and no other", async () => {
    const ledger = await open({ maxSpend: { USD: 0.25 } });
    const job: Job = {
      version: 1,
      provider: "acme",
      model: "acme/m",
      operation: "make",
      taskId: "t-1",
      submittedAt: new Date().toISOString(),
      request: {},
    };
    const others = { ...job, submittedAt: new Date(Date.parse(job.submittedAt) - 1).toISOString() };
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job: others });
    await (await ledger.reserve(keyed())).settle({ state: "accepted", cost: usd(0.1), job });
    await ledger.failed(job, "FAILED");
    expect((await ledger.attempts()).map(({ state, problem }) => [state, problem])).toEqual([
      ["accepted", undefined],
      ["rejected", "FAILED"],
    ]);
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
    expect((await ledger.reserve(keyed())).earlier).toBeUndefined();
  });

  test.each([
    ["not-sent", null, undefined],
    ["rejected", null, undefined],
    ["accepted", usd(0.02), { confirmed: 0.02, worstCase: 0.02 }],
    ["unknown", null, { confirmed: 0, worstCase: 0.1 }],
  ] as const)("%s with a cost of %o leaves %o spent", async (state, cost, spent) => {
    const ledger = await open({ maxSpend: { USD: 0.1 } });
    await (await ledger.reserve(attempt(usd(0.1, 0.05)))).settle({ state, cost });
    expect((await ledger.spent()).USD).toEqual(spent);
    await expect(async () => ledger.reserve(attempt(usd(0.11)))).rejects.toThrow("may cost 0.11 USD, and only");
  });

  test("holds a budget of a UTC day, and begins anew with the next", async () => {
    let now = Date.parse("2026-11-21T23:59:59.999Z");
    const ledger = await open({ maxSpendPerDay: { USD: 0.1 }, clock: { ...createClock(), now: () => now } });
    await ledger.reserve(attempt(usd(0.1)));
    await expect(async () => ledger.reserve(attempt(usd(0.1)))).rejects.toThrow(
      "only 0 of 0.1 USD is left for 2026-11-21 (UTC).",
    );
    now += 1;
    await ledger.reserve(attempt(usd(0.1)));
    expect(await ledger.spent({ day: "2026-11-21" })).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test("holds a budget by tag, and no other call to it", async () => {
    const ledger = await open({ maxSpendPerTag: { spring: { USD: 0.1 } } });
    await ledger.reserve(attempt(usd(0.1), { tags: ["spring", "shop"] }));
    await expect(async () => ledger.reserve(attempt(usd(0.1), { tags: ["spring"] }))).rejects.toThrow(
      'is left for the tag "spring".',
    );
    await ledger.reserve(attempt(usd(0.1), { tags: ["shop"] }));
    expect(await ledger.spent({ tag: "shop" })).toEqual({ USD: { confirmed: 0, worstCase: 0.2 } });
    expect(await ledger.spent("all")).toEqual({ USD: { confirmed: 0, worstCase: 0.2 } });
    expect((await ledger.attempts())[0]?.tags?.toSorted()).toEqual(["shop", "spring"]);
  });

  test("counts what has no price, and refuses it under a budget", async () => {
    const ledger = await open();
    await (await ledger.reserve(attempt(null))).settle({ state: "accepted", cost: null });
    expect([await ledger.unpriced(), await ledger.spent()]).toEqual([1, {}]);
    const capped = await open({ maxSpend: { USD: 1 } });
    await expect(async () => capped.reserve(attempt(null))).rejects.toThrow("has no known price");
  });

  test("gives the earlier attempt for a key that was accepted, and reserves nothing", async () => {
    const ledger = await open({ maxSpend: { USD: 0.1 } });
    await (await ledger.reserve(keyed())).settle(accepted);
    const { earlier } = await ledger.reserve(keyed());
    expect(earlier).toEqual({
      id: "1",
      reservedAt: expect.stringMatching(/Z$/),
      cost: usd(0.1),
      requestId: "r-1",
      images: [{ url: "https://a.test/1" }],
    });
    expect(await ledger.attempts()).toHaveLength(1);
  });

  test.each([
    ["another body", { requestHash: "b" }],
    ["another operation", { operation: "edit" }],
    ["another provider", { provider: "other" }],
  ])("refuses a key that stands for %s", async (_name, changes) => {
    const ledger = await open();
    await (await ledger.reserve(keyed())).settle(accepted);
    await expect(async () => ledger.reserve(keyed(changes))).rejects.toThrow(
      /"order-1" stands for another request: acme make of .* Nothing was sent/,
    );
  });

  test("does not send a key again whose outcome is unknown, until a person settles it", async () => {
    const ledger = await open();
    await (await ledger.reserve(keyed())).settle({ state: "unknown", cost: null, requestId: "r-9", problem: "reset" });
    await expect(async () => ledger.reserve(keyed())).rejects.toThrow(
      expect.objectContaining({ name: "OutcomeUnknownError", billed: "unknown", requestId: "r-9" }),
    );
    expect(await ledger.settle("1", { as: "rejected" })).toMatchObject({ state: "rejected", problem: "reset" });
    expect((await ledger.reserve(keyed())).earlier).toBeUndefined();
    expect(await ledger.spent()).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test.each(["rejected", "not-sent"] as const)("may send a key again that was %s, also elsewhere", async (state) => {
    const ledger = await open();
    await (await ledger.reserve(keyed())).settle({ state, cost: null });
    expect((await ledger.reserve(keyed({ provider: "other" }))).earlier).toBeUndefined();
  });

  test("lets one of many calls with a key through at a time, and the next one where that was not accepted", async () => {
    const ledger = await open();
    const ends = ["rejected", "accepted"] as const;
    let sent = 0;
    const call = async () => {
      const reservation = await ledger.reserve(keyed());
      if (reservation.earlier) return "earlier";
      const state = ends[sent] ?? "unknown";
      sent += 1;
      await new Promise((done) => setTimeout(done, 20));
      await reservation.settle({ state, cost: usd(0.1) });
      return state;
    };
    const states = await Promise.all(Array.from({ length: 5 }, call));
    expect(states.toSorted()).toEqual(["accepted", "earlier", "earlier", "earlier", "rejected"]);
    expect(sent).toBe(2);
  });

  test("who stops waiting for a key reserves nothing", async () => {
    const ledger = await open();
    await ledger.reserve(keyed());
    const stop = new AbortController();
    const waiting = Promise.resolve(ledger.reserve(keyed(), stop.signal));
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    expect(await ledger.attempts()).toHaveLength(1);
  });

  test("lets no attempt end before it began, though the clock of who ends it is behind", async () => {
    const submittedAt = "2026-11-21T10:00:00.000Z";
    let now = Date.parse(submittedAt);
    const ledger = await open({ clock: { ...createClock(), now: () => now } });
    const job: Job = { ...acmeJob, submittedAt };
    const late = await ledger.reserve(attempt(null));
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null });
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job });
    now -= 32_000;
    await late.settle({ state: "rejected", cost: null });
    expect(await ledger.settle("2", { as: "rejected" })).toMatchObject({ settledAt: submittedAt });
    await ledger.failed(job, "FAILED");
    expect(await ledger.attempts()).toMatchObject(Array(3).fill({ state: "rejected", settledAt: submittedAt }));
  });

  test("settles an unknown attempt as accepted at what it cost, and no other", async () => {
    const ledger = await open();
    await (await ledger.reserve(attempt(usd(0.2, 0.1)))).settle({ state: "unknown", cost: null });
    await ledger.reserve(attempt(usd(0.1)));
    expect(await ledger.settle("1", { as: "accepted", cost: usd(0.15) })).toMatchObject({ cost: { max: 0.15 } });
    expect((await ledger.spent()).USD).toEqual({ confirmed: 0.15, worstCase: 0.25 });
    await expect(async () => ledger.settle("1", { as: "rejected" })).rejects.toThrow(
      "Attempt 1 is accepted: its outcome is known",
    );
    await expect(async () => ledger.settle("2", { as: "rejected" })).rejects.toThrow(
      "Attempt 2 is reserved: it is still on its way",
    );
    await expect(async () => ledger.settle("x", { as: "rejected" })).rejects.toThrow("There is no attempt x");
  });

  test("keeps how long a job took, which the answer to its submit does not tell", async () => {
    const ledger = await open();
    const submittedAt = new Date().toISOString();
    const job = { version: 1, provider: "acme", model: "acme/m", operation: "make", request: {}, submittedAt } as const;
    for (const taskId of ["t-1", "t-2"]) {
      const timing = { startedAt: submittedAt, latencyMs: 80, waitedMs: 0 };
      const reservation = await ledger.reserve(attempt(usd(0.1)));
      await reservation.settle({ state: "accepted", cost: usd(0.1), job: { ...job, taskId }, timing });
    }
    await ledger.finished({ ...job, taskId: "t-2" }, 31_000);
    await ledger.finished({ ...job, taskId: "t-3" }, 1); // of another ledger
    await ledger.finished({ ...job, taskId: "t-1", provider: "other" }, 1);
    expect((await ledger.attempts()).map(({ resultMs }) => resultMs)).toEqual([undefined, 31_000]);
    expect((await ledger.attempts())[1]).toMatchObject({ timing: { latencyMs: 80 }, job: { taskId: "t-2" } });
  });

  test("gives back what it was given, and names nothing that is not known", async () => {
    const ledger = await open({ clock: { ...createClock(), now: () => 0 } });
    const source = { ...usd(0.1, 0.05), source: "a price list" };
    const plain = attempt(null);
    await ledger.reserve(plain);
    await (await ledger.reserve(keyed({ tags: ["spring"] }))).settle({ ...accepted, cost: source });
    const [first, second] = await ledger.attempts();
    const at = "1970-01-01T00:00:00.000Z";
    expect(first).toStrictEqual({ ...plain, id: "1", run: first?.run, state: "reserved", reservedAt: at });
    const given = keyed({ tags: ["spring"] });
    expect(second).toStrictEqual({
      ...given,
      ...accepted,
      cost: source,
      id: "2",
      run: first?.run,
      reservedAt: at,
      settledAt: at,
    });
  });

  test("lists by state, provider, key and run, in copies", async () => {
    const ledger = await open();
    await (await ledger.reserve(keyed())).settle(accepted);
    await ledger.reserve(attempt(null, { provider: "other", model: undefined }));
    const ids = async (filter: object) => (await ledger.attempts(filter)).map(({ id }) => id);
    expect(await ids({})).toEqual(["1", "2"]);
    expect([
      await ids({ state: "reserved" }),
      await ids({ provider: "acme" }),
      await ids({ idempotencyKey: "order-1" }),
    ]).toEqual([["2"], ["1"], ["1"]]);
    expect([
      await ids({ run: (await ledger.attempts())[0]?.run }),
      await ids({ run: "none" }),
      await ids({ state: "unknown" }),
    ]).toEqual([["1", "2"], [], []]);
    Object.assign((await ledger.attempts())[0] ?? {}, { state: "rejected" });
    expect((await ledger.attempts())[0]?.state).toBe("accepted");
  });
});
