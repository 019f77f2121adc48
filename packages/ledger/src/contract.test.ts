import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClock, type Job } from "@seedbed/core";
import { afterAll, describe, expect, test } from "vitest";
import { createLedger, type Ledger, type LedgerOptions } from "./index.ts";
import { openLedger } from "./sqlite.ts";
import { attempt, usd } from "./testing/acme.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-ledger-"));
const opened: { close(): void }[] = [];
let files = 0;
afterAll(() => {
  for (const ledger of opened) ledger.close();
  rmSync(folder, { recursive: true });
});

const ledgers: [string, (options?: LedgerOptions) => Ledger][] = [
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
];
const accepted = {
  state: "accepted",
  cost: usd(0.1),
  requestId: "r-1",
  images: [{ url: "https://a.test/1" }],
} as const;
const keyed = (more = {}) => attempt(usd(0.1), { requestKey: "order-1", requestHash: "a", ...more });

describe.each(ledgers)("a ledger in %s", (_, open) => {
  test("never overshoots a budget, however many ask for it at once", async () => {
    const ledger = open({ maxSpend: { USD: 0.35 } });
    const asked = Array.from({ length: 20 }, async () => {
      const reservation = await ledger.reserve(attempt(usd(0.1)));
      await Promise.resolve();
      await reservation.settle({ state: "accepted", cost: usd(0.1) });
    });
    const done = await Promise.allSettled(asked);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(ledger.spent()).toEqual({ USD: { confirmed: 0.3, worstCase: 0.3 } });
  });

  test("frees the money and the request key of a job that failed unbilled, and no other", async () => {
    const ledger = open({ maxSpend: { USD: 0.25 } });
    const job: Job = {
      version: 1,
      provider: "acme",
      model: "acme/m",
      operation: "make",
      taskId: "t-1",
      submittedAt: new Date().toISOString(),
      request: {},
    };
    const others = { ...job, submittedAt: new Date(Date.now() - 1).toISOString() };
    await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job: others });
    await (await ledger.reserve(keyed())).settle({ state: "accepted", cost: usd(0.1), job });
    await ledger.failed(job, "FAILED");
    expect(ledger.attempts().map(({ state, problem }) => [state, problem])).toEqual([
      ["accepted", undefined],
      ["rejected", "FAILED"],
    ]);
    expect(ledger.spent()).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
    expect((await ledger.reserve(keyed())).earlier).toBeUndefined();
  });

  test.each([
    ["not-sent", null, undefined],
    ["rejected", null, undefined],
    ["accepted", usd(0.02), { confirmed: 0.02, worstCase: 0.02 }],
    ["unknown", null, { confirmed: 0, worstCase: 0.1 }],
  ] as const)("%s with a cost of %o leaves %o spent", async (state, cost, spent) => {
    const ledger = open({ maxSpend: { USD: 0.1 } });
    await (await ledger.reserve(attempt(usd(0.1, 0.05)))).settle({ state, cost });
    expect(ledger.spent().USD).toEqual(spent);
    expect(() => ledger.reserve(attempt(usd(0.11)))).toThrow("may cost 0.11 USD, and only");
  });

  test("holds a budget of a UTC day, and begins anew with the next", async () => {
    let now = Date.parse("2026-11-21T23:59:59.999Z");
    const ledger = open({ maxSpendPerDay: { USD: 0.1 }, clock: { ...createClock(), now: () => now } });
    await ledger.reserve(attempt(usd(0.1)));
    expect(() => ledger.reserve(attempt(usd(0.1)))).toThrow("only 0 of 0.1 USD is left for 2026-11-21 (UTC).");
    now += 1;
    expect(() => ledger.reserve(attempt(usd(0.1)))).not.toThrow();
    expect(ledger.spent({ day: "2026-11-21" })).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test("holds a budget by tag, and no other call to it", async () => {
    const ledger = open({ maxSpendPerTag: { spring: { USD: 0.1 } } });
    await ledger.reserve(attempt(usd(0.1), { tags: ["spring", "shop"] }));
    expect(() => ledger.reserve(attempt(usd(0.1), { tags: ["spring"] }))).toThrow('is left for the tag "spring".');
    expect(() => ledger.reserve(attempt(usd(0.1), { tags: ["shop"] }))).not.toThrow();
    expect(ledger.spent({ tag: "shop" })).toEqual({ USD: { confirmed: 0, worstCase: 0.2 } });
    expect(ledger.attempts()[0]?.tags?.toSorted()).toEqual(["shop", "spring"]);
  });

  test("counts what has no price, and refuses it under a budget", async () => {
    const ledger = open();
    await (await ledger.reserve(attempt(null))).settle({ state: "accepted", cost: null });
    expect([ledger.unpriced(), ledger.spent()]).toEqual([1, {}]);
    expect(() => open({ maxSpend: { USD: 1 } }).reserve(attempt(null))).toThrow("has no known price");
  });

  test("gives the earlier attempt for a key that was accepted, and reserves nothing", async () => {
    const ledger = open({ maxSpend: { USD: 0.1 } });
    await (await ledger.reserve(keyed())).settle(accepted);
    const { earlier } = await ledger.reserve(keyed());
    expect(earlier).toEqual({
      id: "1",
      reservedAt: expect.stringMatching(/Z$/),
      cost: usd(0.1),
      requestId: "r-1",
      images: [{ url: "https://a.test/1" }],
    });
    expect(ledger.attempts()).toHaveLength(1);
  });

  test.each([
    ["another body", { requestHash: "b" }],
    ["another operation", { operation: "edit" }],
    ["another provider", { provider: "other" }],
  ])("refuses a key that stands for %s", async (_name, changes) => {
    const ledger = open();
    await (await ledger.reserve(keyed())).settle(accepted);
    expect(() => ledger.reserve(keyed(changes))).toThrow(
      /"order-1" stands for another request: acme make of .* Nothing was sent/,
    );
  });

  test("does not send a key again whose outcome is unknown, until a person settles it", async () => {
    const ledger = open();
    await (await ledger.reserve(keyed())).settle({ state: "unknown", cost: null, requestId: "r-9", problem: "reset" });
    expect(() => ledger.reserve(keyed())).toThrow(
      expect.objectContaining({ name: "OutcomeUnknownError", billed: "unknown", requestId: "r-9" }),
    );
    expect(ledger.settle("1", { as: "rejected" })).toMatchObject({ state: "rejected", problem: "reset" });
    expect((await ledger.reserve(keyed())).earlier).toBeUndefined();
    expect(ledger.spent()).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  });

  test.each(["rejected", "not-sent"] as const)("may send a key again that was %s, also elsewhere", async (state) => {
    const ledger = open();
    await (await ledger.reserve(keyed())).settle({ state, cost: null });
    expect((await ledger.reserve(keyed({ provider: "other" }))).earlier).toBeUndefined();
  });

  test("lets one of many calls with a key through at a time, and the next one where that was not accepted", async () => {
    const ledger = open();
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
    const ledger = open();
    await ledger.reserve(keyed());
    const stop = new AbortController();
    const waiting = Promise.resolve(ledger.reserve(keyed(), stop.signal));
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    expect(ledger.attempts()).toHaveLength(1);
  });

  test("settles an unknown attempt as accepted at what it cost, and no other", async () => {
    const ledger = open();
    await (await ledger.reserve(attempt(usd(0.2, 0.1)))).settle({ state: "unknown", cost: null });
    await ledger.reserve(attempt(usd(0.1)));
    expect(ledger.settle("1", { as: "accepted", cost: usd(0.15) })).toMatchObject({ cost: { max: 0.15 } });
    expect(ledger.spent().USD).toEqual({ confirmed: 0.15, worstCase: 0.25 });
    expect(() => ledger.settle("1", { as: "rejected" })).toThrow("Attempt 1 is accepted: its outcome is known");
    expect(() => ledger.settle("2", { as: "rejected" })).toThrow("Attempt 2 is reserved: it is still on its way");
    expect(() => ledger.settle("x", { as: "rejected" })).toThrow("There is no attempt x");
  });

  test("keeps how long a job took, which the answer to its submit does not tell", async () => {
    const ledger = open();
    const submittedAt = new Date().toISOString();
    const job = { version: 1, provider: "acme", model: "acme/m", operation: "make", request: {}, submittedAt } as const;
    for (const taskId of ["t-1", "t-2"]) {
      const timing = { startedAt: submittedAt, latencyMs: 80, waitedMs: 0 };
      const reservation = await ledger.reserve(attempt(usd(0.1)));
      await reservation.settle({ state: "accepted", cost: usd(0.1), job: { ...job, taskId }, timing });
    }
    ledger.finished({ ...job, taskId: "t-2" }, 31_000);
    ledger.finished({ ...job, taskId: "t-3" }, 1); // of another ledger
    ledger.finished({ ...job, taskId: "t-1", provider: "other" }, 1);
    expect(ledger.attempts().map(({ resultMs }) => resultMs)).toEqual([undefined, 31_000]);
    expect(ledger.attempts()[1]).toMatchObject({ timing: { latencyMs: 80 }, job: { taskId: "t-2" } });
  });

  test("lists by state, provider, key and run, in copies", async () => {
    const ledger = open();
    await (await ledger.reserve(keyed())).settle(accepted);
    await ledger.reserve(attempt(null, { provider: "other", model: undefined }));
    const ids = (filter: object) => ledger.attempts(filter).map(({ id }) => id);
    expect(ids({})).toEqual(["1", "2"]);
    expect([ids({ state: "reserved" }), ids({ provider: "acme" }), ids({ requestKey: "order-1" })]).toEqual([
      ["2"],
      ["1"],
      ["1"],
    ]);
    expect([ids({ run: ledger.attempts()[0]?.run }), ids({ run: "none" }), ids({ state: "unknown" })]).toEqual([
      ["1", "2"],
      [],
      [],
    ]);
    Object.assign(ledger.attempts()[0] ?? {}, { state: "rejected" });
    expect(ledger.attempts()[0]?.state).toBe("accepted");
  });
});
