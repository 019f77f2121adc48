import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Job } from "@seedbed/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AttemptRecord } from "./attempt-record.ts";
import { type DurableLedger, openLedger } from "./sqlite.ts";
import { columnsOf, recordOf } from "./sqlite-rows.ts";
import { openSqliteStore, type SqliteStore } from "./sqlite-store.ts";
import { attempt, bare, full, job, usd } from "./testing/acme.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

// What a ledger on disk does in one process; that others come and go is looked at in sqlite-processes.test.ts.

let folder: string;
let file: string;
const opened: { close(): void }[] = [];
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "books.db");
});
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

const now = "2026-11-21T10:00:00.000Z";
function store(holder: string, run = "one"): SqliteStore {
  const open = (name: string) => new DatabaseSync(name);
  const made = openSqliteStore({ file, run, holder, busyTimeoutMs: 10, now, open });
  opened.push(made);
  return made;
}
function ledger(options: Parameters<typeof openLedger>[1] = {}): DurableLedger {
  const made = openLedger(file, options);
  opened.push(made);
  return made;
}

test("an attempt is read as it was written, with all that it has and nothing that it has not", () => {
  const books = store("h");
  books.asOne(() => [books.insert(full), books.insert(bare)]);
  expect(books.list({})).toStrictEqual([
    { ...full, id: "1" },
    { ...bare, id: "2" },
  ]);
  expect(books.get("1")).toStrictEqual({ ...full, id: "1" });
  expect([books.get("3"), books.standing("order-2")]).toEqual([undefined, undefined]);
  expect(books.standing("order-1")?.id).toBe("1");
});

test.each(["currency", "cost_min", "cost_max", "cost_basis"])("a row without its %s has no known price", (column) => {
  const row = { ...columnsOf(full), id: 1, tags: "[]", [column]: null };
  expect(recordOf(row).cost).toBeNull();
  expect(recordOf({ ...columnsOf(full), id: 1, tags: "[]", cost_source: null }).cost).not.toHaveProperty("source");
});

test("steps that fail leave nothing, and the next ones are whole again", () => {
  const books = store("h");
  const failing = () =>
    books.asOneSoon(() => {
      books.insert(full);
      throw new TypeError("no");
    });
  expect(failing).toThrow(new TypeError("no"));
  expect([books.list({}), books.committed("all")]).toEqual([[], []]);
  books.asOneSoon(() => books.insert(full));
  expect(books.list({})).toHaveLength(1);
});

test("attempts are found by state, provider, key and run, all at once", () => {
  const books = store("h");
  const all = [
    full,
    { ...full, idempotencyKey: "order-2", state: "unknown" as const },
    { ...full, provider: "other", run: "two" },
  ];
  books.asOne(() => all.map((each) => books.insert(each)));
  const ids = (filter: Parameters<SqliteStore["list"]>[0]) => books.list(filter).map(({ id }) => id);
  expect(ids({ state: "accepted" })).toEqual(["1", "3"]);
  expect(ids({ provider: "other" })).toEqual(["3"]);
  expect(ids({ idempotencyKey: "order-1" })).toEqual(["1", "3"]);
  expect(ids({ run: "one" })).toEqual(["1", "2"]);
  expect(ids({ run: "one", state: "accepted", provider: "acme", idempotencyKey: "order-1" })).toEqual(["1"]);
});

test("sums are by provider and currency, of what may be billed in a scope", () => {
  const books = store("h");
  const day = { day: "2026-11-21" };
  books.asOne(() => {
    books.insert(full);
    books.insert({ ...full, tags: ["spring"], state: "unknown", run: "two" });
    books.insert({ ...full, tags: [], state: "rejected" });
    books.insert({ ...full, tags: [], state: "not-sent" });
    books.insert({ ...bare, reservedAt: "2026-11-22T00:00:00.000Z" });
  });
  const sum = { provider: "acme", currency: "USD", confirmed: 0.1, worstCase: 0.2, attempts: 1 };
  const unpriced = { provider: "acme", currency: null, confirmed: 0, worstCase: 0, attempts: 1 };
  opened.pop()?.close();
  const again = store("h2"); // adds up what is in the file
  expect(again.committed("run")).toEqual([unpriced, sum]);
  expect(again.committed("all")).toEqual([unpriced, { ...sum, worstCase: 0.4, attempts: 2 }]);
  expect(again.committed(day)).toEqual([{ ...sum, worstCase: 0.4, attempts: 2 }]);
  expect(again.committed({ tag: "autumn" })).toEqual([sum]);
  expect(again.committed({ tag: "none" })).toEqual([]);
});

test("what has ended stays as it is, and an unknown outcome can be told later", () => {
  const books = store("h");
  books.asOne(() => [books.insert({ ...bare, state: "unknown" }), books.insert({ ...bare, state: "rejected" })]);
  for (const id of ["1", "2", "9"]) books.end(id, { state: "accepted", settledAt: now });
  expect(books.list({}).map(({ state, settledAt }) => [state, settledAt])).toEqual([
    ["accepted", now],
    ["rejected", undefined],
  ]);
});

test.each([
  ["on its day", "2026-11-21T00:00:05.000Z", true],
  ["the day before, when it had to wait", "2026-11-20T23:59:59.000Z", true],
  ["long before", "2026-11-19T23:59:59.000Z", false],
  ["the day after", "2026-11-22T00:00:00.000Z", false],
])("a job that was reserved %s is found by its day", (_name, reservedAt, isFound) => {
  const books = store("h");
  books.asOne(() => books.insert({ ...full, reservedAt, job }));
  books.finish(job, 1234);
  books.reject(job, "FAILED", now);
  const [found] = books.list({});
  expect(found).toMatchObject(
    isFound ? { state: "rejected", problem: "FAILED", settledAt: now, resultMs: 1234 } : { state: "accepted" },
  );
});

test.each<[string, Partial<Job>, AttemptRecord["state"]]>([
  ["another provider's", { provider: "other" }, "accepted"],
  ["another task", { taskId: "t-2" }, "accepted"],
  ["submitted at another moment", { submittedAt: "2026-11-21T00:00:06.000Z" }, "accepted"],
  ["one of which is unknown", {}, "unknown"],
])("a failure of %s frees nothing", (_name, changes, state) => {
  const books = store("h");
  books.asOne(() => books.insert({ ...full, state, job }));
  books.reject({ ...job, ...changes }, "FAILED", now);
  expect(books.list({})).toMatchObject([{ state, problem: "a word" }]);
});

test("what was on its way in one that is gone is unknown, with why; in one that lives it stays", () => {
  const gone = store("gone");
  gone.asOne(() => [gone.insert(bare), gone.insert(full)]);
  rmSync(`${file}.held-gone`); // as if its process had ended: the system has let go of it
  const lives = store("lives");
  lives.asOne(() => lives.insert(bare));
  const third = store("third");
  expect(third.list({})).toMatchObject([
    {
      state: "unknown",
      settledAt: now,
      problem:
        "The process ended before the outcome was written: the request may have left, and may have been accepted and billed.",
    },
    { state: "accepted", problem: "a word" },
    { state: "reserved" },
  ]);
  rmSync(`${file}.held-lives`);
  third.recover?.("2026-11-21T11:00:00.000Z");
  expect(third.list({ state: "unknown" }).map(({ settledAt }) => settledAt)).toEqual([now, "2026-11-21T11:00:00.000Z"]);
});

test("what is found unknown did not end before it began, though the clock of the finder is behind", () => {
  const reservedAt = "2026-11-21T10:00:32.000Z"; // of an emulator's time, which runs fast
  const gone = store("gone");
  gone.asOne(() => gone.insert({ ...bare, reservedAt }));
  rmSync(`${file}.held-gone`);
  expect(store("other").list({})).toMatchObject([{ state: "unknown", reservedAt, settledAt: reservedAt }]);
});

test("opening clears the signs of those that are gone and left nothing, and closing its own", () => {
  const lives = store("lives");
  const gone = store("gone");
  gone.close();
  const sign = new DatabaseSync(`${file}.held-lost`);
  sign.exec("CREATE TABLE t (a)");
  sign.close();
  store("third").close();
  expect(readdirSync(folder).filter((name) => name.includes("held-"))).toEqual(["books.db.held-lives"]);
  lives.close();
  lives.close();
  expect(readdirSync(folder)).toEqual(["books.db"]);
});

test("a file is marked as a ledger of this version, in WAL", () => {
  ledger();
  const database = new DatabaseSync(file);
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect([pragma("application_id"), pragma("user_version"), pragma("journal_mode")]).toEqual([0x53656564, 3, "wal"]);
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").all();
  expect(names.map(({ name }) => name)).toEqual([
    "attempts",
    "attempts_by_day",
    "attempts_by_key",
    "attempts_by_run",
    "attempts_under_way",
    "sqlite_sequence",
    "tags",
    "tags_by_attempt",
  ]);
  database.close();
});

test.each(["user_version = 1", "user_version = 0; CREATE TABLE t (a)"])(
  "a file that another program marked (%s) is refused, and left as it is",
  (pragma) => {
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA ${pragma}`);
    database.close();
    expect(() => ledger()).toThrow(`${file} is a database of another program, not a ledger. Nothing was sent.`);
    const after = new DatabaseSync(file);
    expect(after.prepare("PRAGMA application_id").get()).toEqual({ application_id: 0 });
    after.close();
  },
);

test("each opening has a run of its own, unless one is named", () => {
  const first = ledger();
  const second = ledger();
  expect(first.run).toMatch(/^[\da-f-]{36}$/);
  expect(first.run).not.toBe(second.run);
  expect([ledger({ run: "nightly" }).run, first.file]).toEqual(["nightly", file]);
});

test("a ledger whose options are wrong is closed again", () => {
  expect(() => openLedger(file, { maxSpend: { USD: -1 } })).toThrow("maxSpend USD must be an amount");
  expect(readdirSync(folder)).toEqual(["books.db"]);
});

test("a ledger ends with its scope, and refuses what comes later", async () => {
  {
    using books = openLedger(file);
    await (await books.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: null });
  }
  const books = openLedger(file);
  books.close();
  expect(() => books.attempts()).toThrow();
});

test("an id that is none is not an attempt", () => {
  expect(() => ledger().settle("x", { as: "accepted" })).toThrow();
});

test("what a job cost is booked by another ledger of the file, and held against its budgets here", async () => {
  const [one, two] = [ledger({ maxSpend: { USD: 0.2 }, run: "one" }), ledger({ run: "two" })];
  const submitted = { ...job, submittedAt: new Date().toISOString() };
  await (await one.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: usd(0.1), job: submitted });
  expect(one.spent()).toEqual({ USD: { confirmed: 0.1, worstCase: 0.1 } });
  two.charged(submitted, usd(0.15));
  expect(one.spent()).toEqual({ USD: { confirmed: 0.15, worstCase: 0.15 } });
  await expect(async () => one.reserve(attempt(usd(0.1)))).rejects.toThrow("only 0.05 of 0.2 USD is left");
});
