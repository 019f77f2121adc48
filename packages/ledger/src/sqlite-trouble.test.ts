import { InvalidRequestError } from "@seedbed/core";
import { expect, test } from "vitest";
import { LedgerError } from "./ledger-error.ts";
import { inWords, isBusy, isDamaged } from "./sqlite-trouble.ts";

const sqlite = (errcode: number) => Object.assign(new Error("said by SQLite"), { errcode });
const failing = (error: unknown) => () => {
  throw error;
};

test.each([
  [3, "may not be read or written by this user"],
  [5, "is held by another process that does not let go of it"],
  [6, "is held by another process that does not let go of it"],
  [8, "cannot be written: the file or its folder is read-only"],
  [10, "cannot be read or written: the disk reports an error or is full"],
  [11, "is damaged: move it away, or restore a copy"],
  [13, "cannot be written: the disk is full"],
  [14, "cannot be opened: its folder is missing or cannot be written, or it is a folder itself"],
  [15, "is in use by another program in another way"],
  [26, "is damaged or no ledger: move it away, or name another file"],
  [1, "cannot be used (said by SQLite)"],
])("SQLite's code %d, extended or not, is one sentence", (code, words) => {
  for (const errcode of [code, code + 256 * 7]) {
    const error = sqlite(errcode);
    expect(() => inWords("books.db", failing(error))).toThrow(
      expect.objectContaining({
        name: "LedgerError",
        field: "ledger",
        message: `The ledger books.db ${words}. Nothing was sent.`,
        cause: error,
      }),
    );
  }
});

test("what is not SQLite's is thrown as it is, and what went well is given", () => {
  const refused = new InvalidRequestError("no", { field: "x" });
  for (const error of [refused, new TypeError("no"), Object.assign(new Error("no"), { errcode: "5" }), "no"])
    expect(() => inWords("books.db", failing(error))).toThrow(error as Error);
  expect(inWords("books.db", () => 7)).toBe(7);
});

test("another's hold is told from all else", () => {
  expect([5, 6, 5 + 256, 6 + 512].map((code) => isBusy(sqlite(code)))).toEqual([true, true, true, true]);
  expect([1, 10, 11].map((code) => isBusy(sqlite(code)))).toEqual([false, false, false]);
  expect([isBusy(new Error("database is locked")), isBusy({ errcode: 5 })]).toEqual([false, false]);
});

test("damage is told from all other trouble", () => {
  const trouble = (cause: unknown) => new LedgerError("is damaged", { cause });
  expect([11, 26, 11 + 256, 26 + 512].map((code) => isDamaged(trouble(sqlite(code))))).toEqual(Array(4).fill(true));
  expect([5, 10, 13].map((code) => isDamaged(trouble(sqlite(code))))).toEqual([false, false, false]);
  expect([isDamaged(sqlite(11)), isDamaged(trouble(undefined)), isDamaged(undefined)]).toEqual([false, false, false]);
});
