import { isSeedbedError } from "@seedbed/core";
import { LedgerError } from "./ledger-error.ts";

/** SQLite's primary result codes, in words. https://www.sqlite.org/rescode.html */
const words: Readonly<Record<number, string>> = {
  3: "may not be read or written by this user",
  5: "is held by another process that does not let go of it",
  6: "is held by another process that does not let go of it",
  8: "cannot be written: the file or its folder is read-only",
  10: "cannot be read or written: the disk reports an error or is full",
  11: "is damaged: move it away, or restore a copy",
  13: "cannot be written: the disk is full",
  14: "cannot be opened: its folder is missing or cannot be written, or it is a folder itself",
  15: "is in use by another program in another way",
  26: "is damaged or no ledger: move it away, or name another file",
};

/** Does something with a ledger's file, and puts its trouble into one sentence. */
export function inWords<T>(file: string, steps: () => T): T {
  try {
    return steps();
  } catch (error) {
    if (isSeedbedError(error) || !isSqliteError(error)) throw error;
    const what = words[error.errcode & 0xff] ?? `cannot be used (${error.message})`;
    throw new LedgerError(`The ledger ${file} ${what}. Nothing was sent.`, { field: "ledger", cause: error });
  }
}

/** Whether a ledger cannot be opened as its file is damaged, or is none. */
export function isDamaged(error: unknown): error is LedgerError {
  return error instanceof LedgerError && isSqliteError(error.cause) && [11, 26].includes(error.cause.errcode & 0xff);
}

/** Whether another connection holds what was asked for. */
export function isBusy(error: unknown): boolean {
  if (error instanceof LedgerError) return isBusy(error.cause);
  return isSqliteError(error) && [5, 6].includes(error.errcode & 0xff);
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number";
}
