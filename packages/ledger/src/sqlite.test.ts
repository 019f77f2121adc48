import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLedger } from "./sqlite.ts";
import { migrations } from "./sqlite-schema.ts";
import { attempt, usd } from "./testing/acme.ts";

const hammer = fileURLToPath(new URL("./testing/hammer.ts", import.meta.url));
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seedbed-ledger-"));
  file = path.join(folder, "ledger.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process on the same file; `said` grows with its lines. */
function another(task: string, ...rest: string[]) {
  const flags = ["--conditions=seedbed-source", hammer, file, task, ...rest];
  return listen(spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "pipe"] }));
}

function listen(child: ChildProcess) {
  const said: string[] = [];
  const errors: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => said.push(...text.trim().split("\n")));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  return { child, said, errors, ended };
}

test.each([1, 2, 3, 5, 8, 13])(
  "after kill -9 at line %d no attempt is lost, and the one on its way is unknown",
  async (line) => {
    const { child, said, ended } = another("kill");
    await new Promise<void>((done) => {
      child.stdout?.on("data", () => {
        if (said.length > line) done();
      });
    });
    child.kill("SIGKILL");
    await ended;
    using ledger = openLedger(file, { run: "later" });
    const states = ledger.attempts().map(({ state }) => state);
    const count = (text: string) => said.filter((entry) => entry === text).length;
    expect(states.length).toBeGreaterThanOrEqual(count("reserved"));
    expect(states.filter((state) => state === "accepted").length).toBeGreaterThanOrEqual(count("settled"));
    expect(states).not.toContain("reserved");
    expect(states.slice(0, -1)).toEqual(states.slice(0, -1).map(() => "accepted"));
    for (const unknown of ledger.attempts({ state: "unknown" })) {
      expect(unknown).toMatchObject({ provider: "acme", model: "acme/m", operation: "make", cost: usd(0.01) });
      expect(unknown.problem).toMatch(/^The process ended before the outcome was written/);
    }
    expect(readdirSync(folder).filter((name) => name.includes("held-"))).toEqual([expect.any(String)]);
  },
);

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

test("processes that hammer one file never overshoot the budgets of run, day and tag, and fill them", async () => {
  const hands = [
    another("budget", "one", "spring"),
    another("budget", "one", "spring"),
    another("budget", "two"),
    another("budget", "two"),
  ];
  await Promise.all(hands.map(({ ended }) => ended));
  expect(hands.flatMap(({ errors }) => errors)).toEqual([]);
  using ledger = openLedger(file);
  expect(ledger.spent("all").USD?.worstCase).toBe(1.5);
  const spring = ledger.spent({ tag: "spring" }).USD?.worstCase;
  expect(spring).toBeGreaterThanOrEqual(0.5); // the other run may spend 1 of the day's 1.5
  expect(spring).toBeLessThanOrEqual(0.7);
  const made = hands.map(({ said }) => Number(said.at(-1)?.split(" ")[1]));
  expect(made.reduce((sum, count) => sum + count)).toBe(75);
});

test("of several processes with one request key one pays, and the others are given what it got", async () => {
  const hands = [another("key"), another("key"), another("key")];
  await Promise.all(hands.map(({ ended }) => ended));
  expect(hands.map(({ said }) => said.at(-1)).toSorted()).toEqual(["earlier r-1", "earlier r-1", "paid"]);
});

test("who waits for a key learns that the process that had it is gone", async () => {
  const { child, said, ended } = another("key");
  await expect.poll(() => said).toContain("open");
  using ledger = openLedger(file);
  await expect.poll(() => ledger.attempts().length).toBe(1);
  const waiting = Promise.resolve(ledger.reserve(attempt(usd(0.01), { requestKey: "order-1" })));
  child.kill("SIGKILL");
  await Promise.all([ended, expect(waiting).rejects.toMatchObject({ name: "OutcomeUnknownError" })]);
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
  ["that is no database", () => writeFileSync(file, "no database ".repeat(1000)), /is damaged or no ledger/],
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

test("refuses a folder that is missing, and one that cannot be written", () => {
  expect(() => openLedger(path.join(folder, "missing/ledger.db"))).toThrow("its folder is missing");
  expect(() => openLedger("/proc/ledger.db")).toThrow("cannot be opened");
});

test("a file that another program holds is refused after the wait, and the call that came for it", () => {
  const ledger = openLedger(file, { busyTimeoutMs: 50 });
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  expect(() => ledger.reserve(attempt(null))).toThrow(
    "is held by another process that does not let go of it. Nothing was sent.",
  );
  other.close();
  expect(() => ledger.reserve(attempt(null))).not.toThrow();
  ledger.close();
});

test("an outcome that cannot be written when it comes is written later", async () => {
  const ledger = openLedger(file, { busyTimeoutMs: 10 });
  const reservation = await ledger.reserve(attempt(null, { requestKey: "order-1" }));
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  expect(() => reservation.settle({ state: "accepted", cost: null })).toThrow("is held");
  other.close();
  expect((await ledger.reserve(attempt(null, { requestKey: "order-1" }))).earlier).toMatchObject({ id: "1" });
  ledger.close();
});

test("a full disk is one sentence", async () => {
  const command = `ulimit -f 200; exec "$0" --conditions=seedbed-source "$1" "$2" full`;
  const { said, errors, ended } = listen(spawn("sh", ["-c", command, process.execPath, hammer, file]));
  await ended;
  expect(errors).toEqual([]);
  expect(said.at(-1)).toMatch(
    /^after \d+: LedgerError: The ledger .*ledger\.db cannot be .*disk.* is full\. Nothing was sent\.$/,
  );
});

function sql(text: string): void {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
}

function damage(): void {
  const ledger = openLedger(file);
  for (let count = 0; count < 200; count += 1) void ledger.reserve(attempt(null, { requestKey: `key-${count}` }));
  ledger.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100, 8192)); // the header still says SQLite
}
