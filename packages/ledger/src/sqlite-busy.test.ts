import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Ledger } from "./ledger.ts";
import { type DurableLedger, openLedger } from "./sqlite.ts";
import { attempt, job, usd } from "./testing/acme.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-busy-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let ledger: DurableLedger;
let other: DatabaseSync;
beforeEach(() => {
  ledger = openLedger(path.join(folder, `${++files}.db`), { busyTimeoutMs: 20_000 });
  other = new DatabaseSync(ledger.file);
});
afterEach(() => {
  other.close();
  ledger.close();
});

/** Another process writes until `release`. */
function held(): () => void {
  other.exec("BEGIN IMMEDIATE");
  return () => other.exec("COMMIT");
}

/** What a call gives while another process writes: the thread goes on, for the timer that ends the write is run. */
async function whileHeld<T>(call: () => T): Promise<Awaited<T>> {
  const release = held();
  const calling = call();
  expect(calling).toBeInstanceOf(Promise);
  const order: string[] = [];
  const done = Promise.resolve(calling).then((result) => {
    order.push("done");
    return result;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  order.push("released");
  release();
  const result = await done;
  expect(order).toEqual(["released", "done"]);
  return result;
}

test("a reservation and its end wait for another process, and the thread goes on", async () => {
  const reservation = await whileHeld(() => ledger.reserve(attempt(usd(0.1))));
  await whileHeld(() => reservation.settle({ state: "accepted", cost: usd(0.05), job }));
  expect(ledger.attempts()).toMatchObject([{ state: "accepted", cost: usd(0.05) }]);
});

test.each<[string, (ledger: Ledger) => unknown, object]>([
  ["how long a job took", (books) => books.finished(job, 9000), { resultMs: 9000 }],
  ["that a job failed", (books) => books.failed(job, "FAILED"), { state: "rejected", problem: "FAILED" }],
  ["what a job cost", (books) => books.charged(job, usd(0.3)), { state: "accepted", cost: usd(0.3) }],
])("%s is written when another process has ended its write", async (_name, write, want) => {
  const reservation = await ledger.reserve(attempt(usd(0.1)));
  const submitted = { ...job, submittedAt: new Date().toISOString() };
  await reservation.settle({ state: "accepted", cost: usd(0.1), job: submitted });
  const books = {
    ...ledger,
    finished: (_job, latencyMs) => ledger.finished(submitted, latencyMs),
    failed: (_job, problem) => ledger.failed(submitted, problem),
    charged: (_job, cost) => ledger.charged(submitted, cost),
  } satisfies Ledger;
  await whileHeld(() => write(books));
  expect(ledger.attempts()).toMatchObject([want]);
});

test("an abort ends the wait for another process, and nothing is reserved", async () => {
  const release = held();
  const stop = new AbortController();
  const reserving = ledger.reserve(attempt(usd(0.1)), stop.signal);
  stop.abort(new Error("enough"));
  await expect(reserving).rejects.toThrow("enough");
  release();
  expect(ledger.attempts()).toEqual([]);
});

test("a reservation under a key that is under way waits for another process too", async () => {
  const first = await ledger.reserve(attempt(usd(0.1), { idempotencyKey: "order-1" }));
  const second = ledger.reserve(attempt(usd(0.1), { idempotencyKey: "order-1" }));
  await whileHeld(() => first.settle({ state: "accepted", cost: usd(0.1) }));
  expect((await second).earlier).toMatchObject({ id: "1" });
});

test("an abort ends it also for who waited for a key before", async () => {
  const first = await ledger.reserve(attempt(usd(0.1), { idempotencyKey: "order-1" }));
  const stop = new AbortController();
  const second = Promise.resolve(ledger.reserve(attempt(usd(0.1), { idempotencyKey: "order-1" }), stop.signal));
  const refused = expect(second).rejects.toThrow("enough");
  const settling = first.settle({ state: "rejected", cost: null });
  const release = held(); // the outcome is written, and its money free
  await settling;
  stop.abort(new Error("enough"));
  await refused;
  release();
  expect(ledger.attempts()).toMatchObject([{ state: "rejected" }]);
});

test("another process that never ends its write is said so after the time that is given", async () => {
  ledger.close();
  ledger = openLedger(path.join(folder, `${++files}.db`), { busyTimeoutMs: 10 });
  other.close();
  other = new DatabaseSync(ledger.file);
  const release = held();
  await expect(async () => ledger.reserve(attempt(usd(0.1)))).rejects.toMatchObject({
    name: "LedgerError",
    message: expect.stringContaining("is held by another process that does not let go of it"),
  });
  release();
  await ledger.reserve(attempt(usd(0.1)));
});

test("an outcome that could not be written as another process held the file is written with the next reservation", async () => {
  ledger.close();
  ledger = openLedger(path.join(folder, `${++files}.db`), { busyTimeoutMs: 10 });
  other.close();
  other = new DatabaseSync(ledger.file);
  const reservation = await ledger.reserve(attempt(usd(0.1)));
  const release = held();
  await expect(async () => reservation.settle({ state: "accepted", cost: usd(0.05) })).rejects.toThrow("is held by");
  release();
  await ledger.reserve(attempt(usd(0.1)));
  expect(ledger.attempts()[0]).toMatchObject({ state: "accepted", cost: usd(0.05) });
});
