import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { openSqliteLog } from "./sqlite-log.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "ledger.db");
  writeFileSync(`${file}-wal`, "");
});

/** A disk that is done when the test says so. */
function slowDisk() {
  const waiting: ((error: NodeJS.ErrnoException | null) => void)[] = [];
  const toDisk = (_descriptor: number, done: (error: NodeJS.ErrnoException | null) => void) => void waiting.push(done);
  return { waiting, toDisk: toDisk as typeof import("node:fs").fdatasync };
}

const settled = () => new Promise((done) => setImmediate(done));

test("resolves only when the disk has it, and not by a sync that began before it was asked", async () => {
  const { waiting, toDisk } = slowDisk();
  const log = openSqliteLog(file, toDisk);
  const done: string[] = [];
  void log.synced().then(() => done.push("first"));
  await settled();
  void log.synced().then(() => done.push("second"));
  await settled();
  expect([waiting.length, done]).toEqual([1, []]);
  waiting[0]?.(null);
  await settled();
  expect([waiting.length, done]).toEqual([2, ["first"]]);
  waiting[1]?.(null);
  await settled();
  expect(done).toEqual(["first", "second"]);
  log.close();
});

test("all that wait at once share one wait for the disk", async () => {
  const { waiting, toDisk } = slowDisk();
  const log = openSqliteLog(file, toDisk);
  const all = Promise.all(Array.from({ length: 100 }, () => log.synced()));
  await settled();
  expect(waiting).toHaveLength(1);
  waiting[0]?.(null);
  await all;
  log.close();
});

test("a disk that fails is one sentence, and the next wait is a new one", async () => {
  const { waiting, toDisk } = slowDisk();
  const log = openSqliteLog(file, toDisk);
  const first = log.synced();
  await settled();
  const second = log.synced();
  waiting[0]?.(Object.assign(new Error("EIO"), { code: "EIO" }));
  await expect(first).rejects.toMatchObject({
    name: "LedgerError",
    message: `The ledger ${file} cannot be written: the disk reports an error or is full. Nothing was sent.`,
  });
  await settled();
  waiting[1]?.(null);
  await expect(second).resolves.toBeUndefined();
  log.close();
});

test("closing puts on the disk what waits, once, and lets go of the file when the disk has", async () => {
  const { waiting, toDisk } = slowDisk();
  const log = openSqliteLog(file, toDisk);
  const first = log.synced();
  await settled();
  const second = log.synced();
  log.close();
  log.close();
  waiting[0]?.(null);
  await expect(Promise.all([first, second])).resolves.toBeDefined();
  expect(waiting).toHaveLength(1);
  expect(() => log.syncNow()).toThrow("cannot be written"); // it is closed
});

/** The descriptor that the next file would get: the lowest that is free. */
function nextDescriptor(): number {
  const descriptor = openSync(`${file}-wal`, "r");
  closeSync(descriptor);
  return descriptor;
}

test("closing lets go of the file at once where nothing waits, and can be done twice", async () => {
  const free = nextDescriptor();
  const log = openSqliteLog(file);
  expect(nextDescriptor()).not.toBe(free);
  log.close();
  expect(nextDescriptor()).toBe(free);
  expect(() => log.close()).not.toThrow();

  const { waiting, toDisk } = slowDisk();
  const used = openSqliteLog(file, toDisk);
  const synced = used.synced();
  await settled();
  waiting[0]?.(null);
  await synced;
  used.close();
  expect(nextDescriptor()).toBe(free);
});

test("closing where the disk has failed says so, as what waits there is not kept", async () => {
  let descriptor = -1;
  const toDisk = ((given: number) => (descriptor = given)) as never; // it is never done
  const log = openSqliteLog(file, toDisk);
  void log.synced();
  await settled();
  closeSync(descriptor); // what is done with it fails from here on
  expect(() => log.close()).toThrow(expect.objectContaining({ name: "LedgerError", field: "ledger" }));
});

test("a log that is not there is one sentence", () => {
  rmSync(`${file}-wal`);
  expect(() => openSqliteLog(file)).toThrow(
    expect.objectContaining({
      name: "LedgerError",
      field: "ledger",
      cause: expect.objectContaining({ code: "ENOENT" }),
    }),
  );
});

test("syncs a real file, on the thread and off it", async () => {
  const log = openSqliteLog(file);
  await log.synced();
  expect(() => log.syncNow()).not.toThrow();
  log.close();
});
