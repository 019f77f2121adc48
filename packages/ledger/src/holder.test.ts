import { existsSync, fstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import { hold, holdersOf, isGone, syncFolder } from "./holder.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

const open = (name: string) => new DatabaseSync(name);
let folder: string;
let file: string;
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "books.db");
});

test("a sign of life lies beside the ledger, and goes with who gave it", () => {
  const holder = hold(file, "a-1", open);
  expect([holder.id, readdirSync(folder)]).toEqual(["a-1", ["books.db.held-a-1"]]);
  expect(isGone(file, "a-1", open)).toBe(false);
  holder.release();
  expect([readdirSync(folder), isGone(file, "a-1", open)]).toEqual([[], true]);
});

test("a sign that no one holds locked any more is of one that is gone, and is cleared away", () => {
  writeFileSync(`${file}.held-b`, "");
  expect([isGone(file, "b", open), existsSync(`${file}.held-b`)]).toEqual([true, false]);
});

test("looking at one that lives leaves its sign, and can be done again at once", () => {
  const holder = hold(file, "a", open);
  const tookMs: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const began = performance.now();
    expect(isGone(file, "a", open)).toBe(false);
    tookMs.push(performance.now() - began);
  }
  expect(Math.min(...tookMs)).toBeLessThan(400); // it does not wait for the lock, not once
  expect(existsSync(`${file}.held-a`)).toBe(true);
  holder.release();
});

test("a sign that is not a file of SQLite says so, and is not taken for one that is gone", () => {
  writeFileSync(`${file}.held-c`, "no database ".repeat(1000));
  expect(() => isGone(file, "c", open)).toThrow("not a database");
  expect(existsSync(`${file}.held-c`)).toBe(true);
});

test("the holders of a ledger are told from those of another and from other files", () => {
  for (const name of [
    "books.db",
    "books.db-wal",
    "books.db.held-1",
    "books.db.held-2-2",
    "other.db.held-3",
    "xbooks.db.held-4",
  ])
    writeFileSync(path.join(folder, name), "");
  expect(holdersOf(file).toSorted()).toEqual(["1", "2-2"]);
});

test("what a sign was looked at with is closed, and so is the sign of who let go of it", () => {
  const opened: DatabaseSync[] = [];
  const kept = (name: string) => {
    const database = open(name);
    opened.push(database);
    return database;
  };
  const holder = hold(file, "a", kept);
  expect(isGone(file, "a", kept)).toBe(false);
  holder.release();
  expect(isGone(file, "a", kept)).toBe(true);
  expect(opened).toHaveLength(2); // there is no file to be opened any more
  for (const database of opened) expect(() => database.exec("SELECT 1")).toThrow("not open");
});

test("a sign that another process clears away at the same time is of one that is gone", () => {
  writeFileSync(`${file}.held-d`, "");
  const cleared = (name: string) => {
    const database = open(name);
    rmSync(name);
    return database;
  };
  expect(isGone(file, "d", cleared)).toBe(true);
});

test("a folder is synced, and let go of", () => {
  const synced: [descriptor: number, inode: number][] = [];
  syncFolder(folder, (descriptor) => synced.push([descriptor, fstatSync(descriptor).ino]));
  expect(synced.map(([, inode]) => inode)).toEqual([statSync(folder).ino]);
  expect(() => fstatSync(synced[0]?.[0] ?? -1)).toThrow("EBADF");
});

test("a folder that cannot be synced is ignored", () => {
  mkdirSync(path.join(folder, "inner"));
  expect(() => syncFolder(path.join(folder, "inner"))).not.toThrow();
  expect(() => syncFolder(path.join(folder, "missing"))).not.toThrow();
  let tried = -1;
  const failing = (descriptor: number) => {
    tried = descriptor;
    throw new Error("EINVAL");
  };
  expect(() => syncFolder(folder, failing)).not.toThrow();
  expect(() => fstatSync(tried)).toThrow("EBADF");
});
