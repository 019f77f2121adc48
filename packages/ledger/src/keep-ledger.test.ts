import { expect, test } from "vitest";
import { keepLedger } from "./keep-ledger.ts";
import { createLedger, type Ledger, type LedgerOptions } from "./ledger.ts";
import { createMemoryStore } from "./memory-store.ts";
import { attempt, job, usd } from "./testing/acme.ts";

/** A clock on which no wait ends: what goes on by itself goes on without one. */
const standing = { now: () => 0, delay: () => new Promise<void>(() => {}) };
const keyed = attempt(usd(0.1), { idempotencyKey: "order-1" });
const accepted = { state: "accepted", cost: usd(0.1), requestId: "r-1" } as const;
const never = new AbortController().signal;

/** A ledger whose disk is full for the first outcomes that it is to write. */
function full(times: number) {
  const store = createMemoryStore("memory");
  const written: string[] = [];
  const end: typeof store.end = (id, changes) => {
    written.push(id);
    if (written.length <= times) throw new Error("disk full");
    store.end(id, changes);
  };
  return { ledger: keepLedger({ ...store, end }, "memory", { clock: standing }), written };
}

test("who waits for a key of the same process goes on as soon as its outcome is there", async () => {
  const ledger = createLedger({ clock: standing });
  const first = await ledger.reserve(keyed);
  const waiting = ledger.reserve(keyed);
  await first.settle(accepted);
  expect((await waiting).earlier).toMatchObject({ id: "1", requestId: "r-1" });
});

test("who waits for a key whose outcome could not be written writes it, and is given it", async () => {
  const { ledger } = full(1);
  const first = await ledger.reserve(keyed);
  const waiting = ledger.reserve(keyed);
  expect(() => first.settle(accepted)).toThrow("disk full");
  expect((await waiting).earlier).toMatchObject({ id: "1", requestId: "r-1" });
});

test("an outcome that could not be written is written at the next reservation, once", async () => {
  const { ledger, written } = full(1);
  const first = await ledger.reserve(attempt(usd(0.1)));
  expect(() => first.settle(accepted)).toThrow("disk full");
  expect(ledger.attempts()).toMatchObject([{ state: "reserved" }]);
  await ledger.reserve(attempt(usd(0.1)));
  await ledger.reserve(attempt(usd(0.1)));
  expect(ledger.attempts()[0]).toMatchObject({ state: "accepted", settledAt: "1970-01-01T00:00:00.000Z" });
  expect(written).toEqual(["1", "1"]);
});

test("a second outcome takes nothing from the first, though that could not be written when it came", async () => {
  const { ledger } = full(1);
  const reservation = await ledger.reserve(attempt(usd(0.1)));
  expect(() => reservation.settle(accepted)).toThrow("disk full");
  await reservation.settle({ state: "not-sent", cost: null });
  expect(ledger.attempts()).toMatchObject([{ state: "accepted", requestId: "r-1" }]);
});

test.each<[string, (ledger: Ledger) => unknown, object, number | undefined]>([
  ["cost", (ledger) => ledger.charged(job, usd(0.3)), { state: "accepted", cost: usd(0.3) }, 0.3],
  ["failure", (ledger) => ledger.failed(job, "FAILED"), { state: "rejected", problem: "FAILED" }, undefined],
  ["latency", (ledger) => ledger.finished(job, 31_000), { state: "accepted", resultMs: 31_000 }, 0.1],
])("the %s of a job is kept though the outcome of its submit could not be written when it came", async (...row) => {
  const [, tell, want, worstCase] = row;
  const { ledger } = full(1);
  const first = await ledger.reserve(attempt(usd(0.1)));
  expect(() => first.settle({ ...accepted, job })).toThrow("disk full");
  await tell(ledger);
  expect(ledger.attempts()).toMatchObject([{ requestId: "r-1", ...want }]);
  expect(ledger.spent().USD?.worstCase).toBe(worstCase);
});

/** A ledger in a file that another process holds while the test says so, and the pauses in which it is waited for. */
function shared() {
  const store = createMemoryStore("memory");
  const busy = new Error("busy");
  const state = { isHeld: false };
  const pauses: (() => void)[] = [];
  const clock = { now: () => 0, delay: () => new Promise<void>((resolve) => pauses.push(resolve)) };
  const unlessHeld = <T>(steps: () => T) => {
    if (state.isHeld) throw busy;
    return steps();
  };
  const waiting = { isBusy: (error: unknown) => error === busy, timeoutMs: 1000, clock };
  const ledger = keepLedger({ ...store, asOne: unlessHeld, asOneSoon: unlessHeld, waiting }, "memory", {
    clock: standing,
    maxSpend: { USD: 0.3 },
  });
  return { ledger, state, pauses };
}

test("what waits for another process is written after an outcome that waits too, though its own pause ends first", async () => {
  const { ledger, state, pauses } = shared();
  const [first, second] = [await ledger.reserve(attempt(usd(0.1))), await ledger.reserve(attempt(usd(0.2)))];
  state.isHeld = true;
  const settling = [first.settle({ ...accepted, job }), second.settle({ state: "rejected", cost: null })];
  const charging = ledger.charged(job, usd(0.2));
  const reserving = ledger.reserve(attempt(usd(0.1)));
  state.isHeld = false;
  for (const resume of pauses.toReversed()) resume();
  await Promise.all([...settling, charging, reserving]);
  expect(ledger.attempts()).toMatchObject([
    { state: "accepted", cost: usd(0.2) },
    { state: "rejected" },
    { state: "reserved" },
  ]);
  await expect(async () => ledger.reserve(attempt(usd(0.1)))).rejects.toThrow("only 0 of 0.3 USD is left");
});

test("nothing is reserved while an outcome cannot be written", async () => {
  const { ledger } = full(2);
  const first = await ledger.reserve(attempt(usd(0.1)));
  expect(() => first.settle(accepted)).toThrow("disk full");
  expect(() => ledger.reserve(attempt(usd(0.1)))).toThrow("disk full");
  expect(ledger.attempts()).toHaveLength(1);
});

test("an outcome names nothing that is not known, and a second one changes nothing", async () => {
  const ledger = createLedger({ clock: standing });
  const reservation = await ledger.reserve(attempt(usd(0.1)));
  await reservation.settle({ state: "accepted", cost: null, requestId: undefined } as never); // as plain JavaScript may
  await reservation.settle({ state: "rejected", cost: null });
  expect(ledger.attempts()).toStrictEqual([
    {
      ...attempt(usd(0.1)),
      id: "1",
      run: "memory",
      state: "accepted",
      reservedAt: "1970-01-01T00:00:00.000Z",
      settledAt: "1970-01-01T00:00:00.000Z",
    },
  ]);
});

test("counts attempts without a price apart from those that have one", async () => {
  const ledger = createLedger();
  for (const cost of [null, usd(0.1), null]) await ledger.reserve(attempt(cost));
  expect([ledger.unpriced(), ledger.unpriced("all")]).toEqual([2, 2]);
  expect(ledger.spent("all")).toEqual({ USD: { confirmed: 0, worstCase: 0.1 } });
  expect(ledger.spent({ tag: "spring" })).toEqual({});
});

test("refuses a reservation to who has given up already", () => {
  const ledger = createLedger();
  expect(() => ledger.reserve(attempt(null), AbortSignal.abort(new Error("enough")))).toThrow("enough");
  expect(ledger.attempts()).toEqual([]);
});

/** Which of several requests are admitted, on a clock that stands. */
async function admitted(options: LedgerOptions, ...providers: string[]): Promise<string[]> {
  const ledger = createLedger({ ...options, clock: standing });
  const through: string[] = [];
  for (const provider of providers) void ledger.admit(provider, never).then(() => through.push(provider));
  await new Promise((done) => setImmediate(done));
  return through;
}

test("holds each provider to its own rate limit, and one without a limit to none", async () => {
  const one = { requests: 1, perMs: 1000 };
  expect(
    await admitted({ rateLimits: { acme: one, other: one, free: null } }, "acme", "acme", "other", "free", "free"),
  ).toEqual(expect.arrayContaining(["acme", "other", "free", "free"]));
  expect(await admitted({ rateLimits: { acme: one } }, "acme", "acme", "acme")).toEqual(["acme"]);
  expect(await admitted({}, "acme", "acme")).toEqual(["acme", "acme"]);
});

/** A ledger whose disk is done, or fails, when the test says so. */
function slow() {
  const waiting: PromiseWithResolvers<void>[] = [];
  const synced = () => {
    const wait = Promise.withResolvers<void>();
    waiting.push(wait);
    return wait.promise;
  };
  const store = { ...createMemoryStore("memory"), synced };
  return { ledger: keepLedger(store, "memory", { clock: standing, maxSpend: { USD: 0.1 } }), waiting };
}

test("money is set aside only once that is on the disk, and what is asked meanwhile finds it taken", async () => {
  const { ledger, waiting } = slow();
  let reserved = false;
  const first = Promise.resolve(ledger.reserve(keyed)).then((reservation) => {
    reserved = true;
    return reservation;
  });
  await new Promise((done) => setImmediate(done));
  expect(reserved).toBe(false);
  expect(() => ledger.reserve(attempt(usd(0.1)))).toThrow("only 0 of 0.1 USD is left");
  waiting[0]?.resolve();
  const settling = (await first).settle(accepted);
  expect(ledger.attempts()).toMatchObject([{ state: "accepted" }]);
  waiting[1]?.resolve();
  await settling;
  expect(waiting).toHaveLength(2);
});

test("an outcome counts as kept only once it is on the disk", async () => {
  const { ledger, waiting } = slow();
  const reserving = ledger.reserve(keyed);
  waiting[0]?.resolve();
  const settling = Promise.resolve((await reserving).settle(accepted));
  waiting[1]?.reject(new Error("disk full"));
  await expect(settling).rejects.toThrow("disk full");
});

test("what cannot be put on the disk is not sent, and its money is free again", async () => {
  const { ledger, waiting } = slow();
  const reserving = Promise.resolve(ledger.reserve(keyed));
  waiting[0]?.reject(new Error("disk full"));
  await Promise.resolve();
  queueMicrotask(() => waiting[1]?.reject(new Error("still full")));
  await expect(reserving).rejects.toThrow("disk full");
  expect(ledger.attempts()).toMatchObject([{ state: "not-sent" }]);
  expect(ledger.spent()).toEqual({});
});
