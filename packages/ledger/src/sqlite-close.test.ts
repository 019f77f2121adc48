import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { freshFolder } from "./testing/fresh-folder.ts";

// A disk that is fine until the test says otherwise.
const disk = vi.hoisted(() => ({ fails: false }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const fdatasyncSync = (descriptor: number) => {
    if (disk.fails) throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
    fs.fdatasyncSync(descriptor);
  };
  return { ...fs, fdatasyncSync };
});

test("a disk that fails while a ledger is closed is told, and the file is let go of all the same", async () => {
  // Files share workers: what another one has imported has the true disk, and what comes after must have it too.
  vi.resetModules();
  onTestFinished(() => void vi.resetModules());
  const { holdersOf, openLedger } = await import("./sqlite.ts");
  const file = path.join(freshFolder(), "books.db");
  const ledger = openLedger(file);
  disk.fails = true;
  expect(() => ledger.close()).toThrow(expect.objectContaining({ name: "LedgerError" }));
  disk.fails = false;
  expect(holdersOf(file)).toEqual([]);
  ledger.close(); // a second time is nothing
});
