import { closeSync, fdatasync, fdatasyncSync, openSync } from "node:fs";
import { LedgerError } from "./ledger-error.ts";

/** The write-ahead log of an SQLite file: what it holds of a commit is what a power cut leaves. */
export interface SqliteLog {
  /** Resolves when all that was committed so far is on the disk itself. The thread goes on; who asks meanwhile shares the next wait. */
  synced(): Promise<void>;
  /** Returns when it is. */
  syncNow(): void;
  /** Puts on the disk what still waits, and lets go of the log. To be called while the database is open. */
  close(): void;
}

/** Opens the log of a database that is open in WAL mode. Closing it takes no lock from SQLite, which holds none on this file. */
export function openSqliteLog(file: string, toDisk = fdatasync): SqliteLog {
  const descriptor = opened(file);
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let isClosed = false;
  let isBusy = false;

  const sync = () =>
    new Promise<void>((resolve, reject) => {
      if (isClosed) return resolve(); // it was synced then
      isBusy = true;
      toDisk(descriptor, (error) => {
        isBusy = false;
        if (isClosed) closeSync(descriptor);
        if (error) reject(inWords(file, error));
        else resolve();
      });
    });

  function syncNow(): void {
    try {
      fdatasyncSync(descriptor);
    } catch (error) {
      throw inWords(file, error);
    }
  }

  return {
    synced() {
      next ??= running
        .catch(() => {}) // who waited for that one was told
        .then(() => {
          next = undefined;
          running = sync();
          return running;
        });
      return next;
    },
    syncNow,
    close() {
      if (isClosed) return;
      isClosed = true;
      try {
        syncNow();
      } finally {
        if (!isBusy) closeSync(descriptor);
      }
    },
  };
}

function opened(file: string): number {
  try {
    return openSync(`${file}-wal`, "r+");
  } catch (error) {
    throw inWords(file, error);
  }
}

function inWords(file: string, cause: unknown): LedgerError {
  const text = `The ledger ${file} cannot be written: the disk reports an error or is full. Nothing was sent.`;
  return new LedgerError(text, { field: "ledger", cause });
}
