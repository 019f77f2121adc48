import path from "node:path";
import { checkNumber, checkOptions, createClock, InvalidRequestError, type OptionNames } from "@seedbed/core";
import { keepLedger } from "./keep-ledger.ts";
import { type Ledger, type LedgerOptions, ledgerOptionNames } from "./ledger.ts";
import { LedgerError } from "./ledger-error.ts";
import { lockFile } from "./lock-file.ts";
import { openSqliteStore } from "./sqlite-store.ts";

export { holdersOf } from "./holder.ts";
export { isDamaged } from "./sqlite-trouble.ts";

/** How a ledger on disk is opened. */
export interface OpenLedgerOptions extends LedgerOptions {
  /** The run that its attempts belong to: give the same to go on with a run, or to share one. @default a new one */
  readonly run?: string;
  /**
   * How long a write waits for other processes, in milliseconds. The thread goes on meanwhile, but while the file is opened;
   * `attempts`, `spent`, `unpriced` and `settle`, which give no promise, wait for half a second at most. @default 5,000
   */
  readonly busyTimeoutMs?: number;
}

const openLedgerNames = {
  ...ledgerOptionNames,
  run: true,
  busyTimeoutMs: true,
} as const satisfies OptionNames<OpenLedgerOptions>;

/** A ledger that outlasts its process, and that several processes share. */
export interface DurableLedger extends Ledger, Disposable {
  /** Path of the file. */
  readonly file: string;
  /** Name of this run. */
  readonly run: string;
  /** Lets go of the file. What is on its way then counts as unknown for who opens it next. */
  close(): void;
}

/**
 * Opens a ledger in an SQLite file on a local disk, or makes it. An attempt is on the disk before its POST leaves and its
 * outcome before the call resolves (WAL, synced off this thread, once for all that wait): kill -9 and a power cut lose none.
 * What was on its way in a process that is gone is `unknown` from then on. Needs Node 22.13 or later.
 *
 * @throws LedgerError where the file cannot be used, or Node is older
 * @throws InvalidRequestError where a cap is not an amount of a known currency
 */
export function openLedger(file: string, options: OpenLedgerOptions = {}): DurableLedger {
  checkOptions("openLedger", options, openLedgerNames);
  const Database = sqlite();
  if (typeof file !== "string" || file.trim() === "" || options.run?.trim() === "") {
    throw new InvalidRequestError("A ledger needs a file, and a run that is named needs a name.", { field: "ledger" });
  }
  checkNumber("busyTimeoutMs", options.busyTimeoutMs, 0, "milliseconds", 2 ** 31 - 1);
  const clock = options.clock ?? createClock();
  const run = options.run ?? globalThis.crypto.randomUUID();
  const place = path.resolve(file);
  const store = openSqliteStore({
    file: place,
    run,
    holder: globalThis.crypto.randomUUID(),
    busyTimeoutMs: options.busyTimeoutMs ?? 5000,
    now: new Date(clock.now()).toISOString(),
    open: (name) => new Database(name),
  });
  try {
    const ledger = keepLedger(store, run, { ...options, clock });
    return { ...ledger, file: place, run, close: store.close, [Symbol.dispose]: store.close };
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * Holds a file for this process alone, by a lock on one beside it, `<file>.lock`, which goes with the process however it ends.
 *
 * @returns lets go of it; undefined where another process holds it
 * @throws LedgerError where Node is older than 22.13
 */
export function checkFile(file: string): (() => void) | undefined {
  const Database = sqlite();
  return lockFile(`${file}.lock`, (name) => new Database(name));
}

/** Node's SQLite, looked up when it is needed: an import of it fails where it is not. */
function sqlite(): typeof import("node:sqlite").DatabaseSync {
  const module = globalThis.process?.getBuiltinModule?.("node:sqlite");
  if (module) return module.DatabaseSync;
  throw new LedgerError(
    `A ledger on disk needs Node 22.13 or later; this is ${globalThis.process?.version ?? "another runtime"}. createLedger() keeps one in memory.`,
    { field: "ledger" },
  );
}
