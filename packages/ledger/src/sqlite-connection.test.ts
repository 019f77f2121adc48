import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "./sqlite-store.ts";
import { bare, full } from "./testing/acme.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

// How a ledger's file is opened, asked and let go of, seen from its connections.

let folder: string;
let file: string;
const opened: SqliteStore[] = [];
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "books.db");
});
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

const now = "2026-11-21T10:00:00.000Z";
const connect = (name: string) => new DatabaseSync(name);
function store(holder: string, open = connect, busyTimeoutMs = 10): SqliteStore {
  const made = openSqliteStore({ file, run: "one", holder, busyTimeoutMs, now, open });
  opened.push(made);
  return made;
}

/** Opens files, and keeps what was opened. */
function keeping() {
  const databases: DatabaseSync[] = [];
  const open = (name: string) => {
    const database = connect(name);
    databases.push(database);
    return database;
  };
  return { databases, open };
}

test("the connection itself waits for a moment only, and syncs at the log, which grows to 32 MiB", () => {
  const { databases, open } = keeping();
  store("h", open, 12.4);
  const [database] = databases;
  const told = (name: string) => Object.values(database?.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect(["busy_timeout", "synchronous", "fullfsync", "wal_autocheckpoint"].map(told)).toEqual([3, 1, 1, 8192]);
});

test.each([
  ["as long as the ledger's own wait", 20.4, 20],
  ["half a second at most", 5000, 500],
])("a call that gives no promise lets the connection wait %s, and no longer than it lasts", (_name, given, waits) => {
  const { databases, open } = keeping();
  const books = store("h", open, given);
  const told = () => databases[0]?.prepare("PRAGMA busy_timeout").get();
  expect(books.blocking?.(told)).toEqual({ timeout: waits });
  expect(told()).toEqual({ timeout: 3 });
  const failing = () => {
    throw new TypeError("no");
  };
  expect(() => books.blocking?.(failing)).toThrow(new TypeError("no"));
  expect(told()).toEqual({ timeout: 3 });
});

test("a ledger that is closed in such a call gives what the call gives", () => {
  const books = store("h");
  const closing = () => {
    books.close();
    return "closed";
  };
  expect(books.blocking?.(closing)).toBe("closed");
});

test("closing lets go of the file, and of the sign of life", () => {
  const { databases, open } = keeping();
  const books = store("h", open);
  books.close();
  for (const database of databases) expect(() => database.exec("SELECT 1")).toThrow("not open");
});

test("a file that cannot be opened is let go of, and leaves no sign of life", () => {
  const first = store("left");
  first.asOne(() => first.insert(bare));
  const meddler = connect(file);
  meddler.exec("CREATE TRIGGER never BEFORE UPDATE ON attempts BEGIN SELECT RAISE(ABORT, 'never'); END");
  meddler.close();
  rmSync(`${file}.held-left`); // as if its process had ended
  const { databases, open } = keeping();
  expect(() => store("late", open)).toThrow("cannot be used (never)");
  for (const database of databases) expect(() => database.exec("SELECT 1")).toThrow("not open");
  expect(readdirSync(folder)).not.toContain("books.db.held-late");
});

/** A database whose log another process makes too: it is busy so many times. */
function busyFor(times: number, errcode = 5) {
  const { databases, open } = keeping();
  let tries = 0;
  const busy = (name: string) => {
    const database = open(name);
    const exec = database.exec.bind(database);
    database.exec = (text) => {
      if (text !== "PRAGMA journal_mode = WAL") return exec(text);
      tries += 1;
      if (tries <= times) throw Object.assign(new Error("locked"), { errcode });
      return exec(text);
    };
    return database;
  };
  return { busy, databases, tries: () => tries };
}

test("a new file that another process makes too is waited for, and tried again now and then", () => {
  const { busy, tries } = busyFor(3);
  store("h", busy, 5000);
  expect(tries()).toBe(4);
});

test("it is not waited for for ever, and not given up at once", () => {
  const { busy, tries, databases } = busyFor(Number.POSITIVE_INFINITY);
  expect(() => store("h", busy, 2000)).toThrow("is held by another process");
  expect(tries()).toBeGreaterThan(1);
  expect(tries()).toBeLessThan(400); // ten milliseconds lie between two
  for (const database of databases) expect(() => database.exec("SELECT 1")).toThrow("not open");
});

test("other trouble with it is not waited for", () => {
  const { busy, tries } = busyFor(1, 10);
  expect(() => store("h", busy, 5000)).toThrow("cannot be read or written");
  expect(tries()).toBe(1);
});

test("a statement is prepared once", () => {
  const { databases, open } = keeping();
  const books = store("h", open);
  const [database] = databases;
  if (!database) throw new Error("nothing was opened");
  let prepared = 0;
  const prepare = database.prepare.bind(database);
  database.prepare = (text) => {
    prepared += 1;
    return prepare(text);
  };
  for (let count = 0; count < 3; count += 1) books.asOneSoon(() => books.insert(full));
  expect(prepared).toBe(2); // the attempt and its tag: the transaction's own were prepared at opening
});

test("sums are added up once, and again only where another connection wrote", () => {
  const { databases, open } = keeping();
  const books = store("h", open);
  const other = store("other");
  const [database] = databases;
  if (!database) throw new Error("nothing was opened");
  const added = () => books.committed("all").map(({ attempts }) => attempts);
  const prepare = database.prepare.bind(database);
  let sums = 0;
  database.prepare = (text) => {
    const statement = prepare(text);
    if (!text.includes("sum(")) return statement;
    return new Proxy(statement, {
      get(target, name) {
        if (name === "all") sums += 1;
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  books.asOneSoon(() => books.insert(full));
  expect([added(), added(), sums]).toEqual([[1], [1], 1]);
  books.asOneSoon(() => books.insert(full));
  expect([added(), sums]).toEqual([[2], 1]);
  other.asOneSoon(() => other.insert(full));
  expect([added(), sums]).toEqual([[3], 2]);
});

test("what was added to the sums by steps that failed is taken back", () => {
  const books = store("h");
  books.asOneSoon(() => books.insert(full));
  expect(books.committed("all")).toMatchObject([{ attempts: 1 }]);
  const failing = () =>
    books.asOneSoon(() => {
      books.insert(full);
      throw new TypeError("no");
    });
  expect(failing).toThrow("no");
  expect(books.committed("all")).toMatchObject([{ attempts: 1 }]);
});

test("the sign of one that lives and has an attempt on its way is not opened at another's opening, but to look at it", () => {
  const lives = store("lives");
  lives.asOne(() => lives.insert(bare));
  const names: string[] = [];
  store("third", (name) => {
    names.push(path.basename(name));
    return connect(name);
  });
  expect(names).toEqual(["books.db", "books.db.held-third", "books.db.held-lives"]);
  names.length = 0;
  const again = store("fourth", (name) => {
    names.push(path.basename(name));
    return connect(name);
  });
  again.asOne(() => again.insert(bare));
  again.recover?.(now);
  expect(names.filter((name) => name === "books.db.held-fourth")).toHaveLength(1); // its own is not looked at
});
