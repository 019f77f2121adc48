import { closeSync, existsSync, fsyncSync, openSync, readdirSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { lockFile } from "./lock-file.ts";

/** A process's sign of life: a file beside the ledger that it holds locked as long as it lives. */
export interface Holder {
  readonly id: string;
  release(): void;
}

type Open = (file: string) => DatabaseSync;

/** Gives a sign of life. To be called while the ledger is locked, so that no sweep comes between making and locking it. */
export function hold(ledgerFile: string, id: string, open: Open): Holder {
  const release = lockFile(fileOf(ledgerFile, id), open);
  if (!release) throw new Error(`The sign of life ${id} is another's.`); // ids are made for one process
  return { id, release };
}

/** Whether a holder's process is gone; what it left is cleared away then. To be called while the ledger is locked. */
export function isGone(ledgerFile: string, id: string, open: Open): boolean {
  const file = fileOf(ledgerFile, id);
  if (!existsSync(file)) return true;
  const release = lockFile(file, open);
  release?.();
  return release !== undefined;
}

/** The ids of those that have a ledger open, by the signs of life beside its file; opening it clears those of the gone away. */
export function holdersOf(ledgerFile: string): string[] {
  const start = `${path.basename(ledgerFile)}.held-`;
  return readdirSync(path.dirname(ledgerFile)).flatMap((name) =>
    name.startsWith(start) ? [name.slice(start.length)] : [],
  );
}

/** Makes the names of new files in a folder outlast a power cut, where the system can. */
export function syncFolder(folder: string, toDisk = fsyncSync): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      toDisk(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {} // Windows cannot, and need not
}

function fileOf(ledgerFile: string, id: string): string {
  return `${ledgerFile}.held-${id}`;
}
