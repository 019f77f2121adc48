import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test, vi } from "vitest";
import { openLedger } from "./sqlite.ts";
import { migrations } from "./sqlite-schema.ts";
import { attempt, usd } from "./testing/acme.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "ledger.db");
});

test("an attempt on its way in a process that lives stays so, and keeps its money, for who opens the file", async () => {
  const first = openLedger(file, { run: "one" });
  const reservation = await first.reserve(attempt(usd(0.1)));
  const second = openLedger(file, { run: "one", maxSpend: { USD: 0.1 } });
  expect(second.attempts()).toMatchObject([{ state: "reserved" }]);
  expect(() => second.reserve(attempt(usd(0.1)))).toThrow("only 0 of 0.1 USD is left");
  await reservation.settle({ state: "rejected", cost: null });
  expect(() => second.reserve(attempt(usd(0.1)))).not.toThrow();
  first.close();
  second.close();
});

test("brings an older file to its version, and keeps what is in it", () => {
  const old = new DatabaseSync(file);
  old.exec(`PRAGMA application_id = ${0x53656564}; ${migrations[0]}; PRAGMA user_version = 1`);
  old.exec(
    "INSERT INTO attempts (run, holder, provider, operation, state, reserved_at) VALUES ('r', 'h', 'acme', 'make', 'reserved', '2026-11-20T00:00:00.000Z')",
  );
  old.close();
  using ledger = openLedger(file);
  expect(ledger.attempts()).toMatchObject([{ id: "1", state: "unknown", cost: null }]);
  expect(() => ledger.reserve(attempt(null, { tags: ["spring"] }))).not.toThrow();
});

test.each<[string, () => void, RegExp]>([
  [
    "of a newer version",
    () => sql(`PRAGMA application_id = ${0x53656564}; PRAGMA user_version = 99`),
    /was written by a newer version \(99; this one knows 3\): update seedbed/,
  ],
  ["of another program", () => sql("CREATE TABLE t (a)"), /is a database of another program/],
  ["that is not a database", () => writeFileSync(file, "no database ".repeat(1000)), /is damaged or no ledger/],
  ["that is damaged", damage, /is damaged/],
  [
    "that is a folder",
    () => mkdirSync(file),
    /cannot be opened: its folder is missing or cannot be written, or it is a folder/,
  ],
])("refuses a file %s in one sentence", (_name, prepare, says) => {
  prepare();
  expect(() => openLedger(file)).toThrow(
    expect.objectContaining({ name: "LedgerError", billed: "no", message: expect.stringMatching(says) }),
  );
  expect(() => openLedger(file)).toThrow(/Nothing was sent\.$/);
});

test.each<[string, string, object]>([
  ["no file", " ", {}],
  ["a run without a name", "ledger.db", { run: " " }],
])("refuses %s, and makes no file", (_name, name, options) => {
  expect(() => openLedger(name === " " ? name : path.join(folder, name), options)).toThrow(
    expect.objectContaining({
      field: "ledger",
      message: "A ledger needs a file, and a run that is named needs a name.",
    }),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("refuses what is not a name of a file", () => {
  expect(() => openLedger(undefined as never)).toThrow("A ledger needs a file");
});

test.each([
  ["an older Node", { version: "v20.1.0", getBuiltinModule: () => undefined }, "v20.1.0"],
  ["one that knows no built-in modules by name", { version: "v20.1.0" }, "v20.1.0"],
  ["no Node", undefined, "another runtime"],
])("on %s it says what is needed, and what serves instead", (_name, process, told) => {
  vi.stubGlobal("process", process);
  let error: unknown;
  try {
    openLedger(file);
  } catch (thrown) {
    error = thrown;
  } finally {
    vi.unstubAllGlobals();
  }
  expect(error).toMatchObject({
    name: "LedgerError",
    field: "ledger",
    message: `A ledger on disk needs Node 22.13 or later; this is ${told}. createLedger() keeps one in memory.`,
  });
});

test("refuses a folder that is missing, and one that cannot be written", () => {
  expect(() => openLedger(path.join(folder, "missing/ledger.db"))).toThrow("its folder is missing");
  expect(() => openLedger("/proc/ledger.db")).toThrow("cannot be opened");
});

test("a file that another program holds is refused after the wait, and the call that came for it", async () => {
  const ledger = openLedger(file, { busyTimeoutMs: 50 });
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  await expect(ledger.reserve(attempt(null))).rejects.toThrow(
    "is held by another process that does not let go of it. Nothing was sent.",
  );
  expect(() => ledger.settle("1", { as: "rejected" })).toThrow("is held by another process"); // it gives no promise
  other.close();
  await ledger.reserve(attempt(null));
  ledger.close();
});

test("an outcome that cannot be written when it comes is written later", async () => {
  const ledger = openLedger(file, { busyTimeoutMs: 10 });
  const reservation = await ledger.reserve(attempt(null, { idempotencyKey: "order-1" }));
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  await expect(reservation.settle({ state: "accepted", cost: null })).rejects.toThrow("is held");
  other.close();
  expect((await ledger.reserve(attempt(null, { idempotencyKey: "order-1" }))).earlier).toMatchObject({ id: "1" });
  ledger.close();
});

function sql(text: string): void {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
}

function damage(): void {
  const ledger = openLedger(file);
  for (let count = 0; count < 200; count += 1) void ledger.reserve(attempt(null, { idempotencyKey: `key-${count}` }));
  ledger.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100, 8192)); // the header still says SQLite
}
