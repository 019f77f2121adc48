import { type Ledger, LedgerError } from "@seedbed/ledger";
import type { PostgresLedger } from "@seedbed/ledger/postgres";
import { refused } from "../flags/read-flag.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openLedgerFile } from "./open-ledger-file.ts";

/** What a person does with a ledger, wherever it is kept. */
export type Books = Pick<Ledger | PostgresLedger, "attempts" | "spent" | "unpriced" | "settle"> & AsyncDisposable;

/**
 * Opens the ledger that `--ledger` or `--queue` names: it must be there already.
 *
 * @throws LedgerError where there is none, or it cannot be used
 */
export async function openExistingLedger(
  { ledger: file, queue: url }: { readonly ledger?: string; readonly queue?: string },
  { cwd }: Pick<Terminal, "cwd">,
): Promise<Books> {
  if (file !== undefined && url !== undefined) throw refused("--queue", "and --ledger are two places: give one");
  if (url !== undefined) return inPostgres(url);
  if (file === undefined) throw refused("--ledger", "is missing: the file of the ledger");
  const { close, ...ledger } = openLedgerFile(cwd, file, { existing: true });
  return { ...ledger, [Symbol.asyncDispose]: async () => close() };
}

async function inPostgres(url: string): Promise<Books> {
  const { connectPostgres, openPostgresLedger } = await import("@seedbed/ledger/postgres");
  const database = await connectPostgres(url);
  try {
    const [found] = await database.query("SELECT 1 FROM pg_namespace WHERE nspname = 'seedbed'");
    if (!found) throw new LedgerError(`The database ${database.place} has no ledger: no run was queued there.`);
    const ledger = await openPostgresLedger(database);
    return {
      ...ledger,
      async [Symbol.asyncDispose]() {
        await ledger.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
