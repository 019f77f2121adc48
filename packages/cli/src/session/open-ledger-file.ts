import { statSync } from "node:fs";
import path from "node:path";
import { LedgerError, type LedgerOptions } from "@seedbed/ledger";
import { type DurableLedger, openLedger } from "@seedbed/ledger/sqlite";
import { refused } from "../flags/read-flag.ts";

/**
 * Opens the file that `--ledger` names.
 *
 * @param options - `existing`: it must be there already
 * @throws LedgerError where it cannot be used
 */
export function openLedgerFile(
  cwd: string,
  file: string,
  { existing = false, ...options }: LedgerOptions & { existing?: boolean } = {},
): DurableLedger {
  // It is not said again: there may be a password in it.
  if (/^\w+:\/\//.test(file)) throw refused("--ledger", "is a file, not an address");
  const place = path.resolve(cwd, file);
  if (existing && !statSync(place, { throwIfNoEntry: false })) {
    throw new LedgerError(`There is no ledger ${file}: --ledger on generate, compare or check begins one.`, {
      field: "--ledger",
    });
  }
  return openLedger(place, options);
}
