import { rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { isBusy } from "./sqlite-trouble.ts";

/**
 * Locks a file for this process, and makes it. The system takes the lock away with the process, however that ends; a process
 * id could be another's by then, or one of another container.
 *
 * @returns lets go of the file, and removes it; undefined where another holds it
 */
export function lockFile(file: string, open: (file: string) => DatabaseSync): (() => void) | undefined {
  const database = open(file);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return () => {
    database.close();
    rmSync(file, { force: true });
  };
}
