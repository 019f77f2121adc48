import { rmSync } from "node:fs";

/**
 * Holds a file for this process alone, by a lock on one beside it. The system takes the lock away with the process, however
 * that ends; a process id could be another's by then.
 *
 * @returns lets go of it; undefined where another process holds it
 */
export async function holdFile(file: string): Promise<(() => void) | undefined> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(`${file}.lock`);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && [5, 6].includes(Number(error.errcode))) return undefined;
    throw error;
  }
  return () => {
    database.close();
    rmSync(`${file}.lock`, { force: true });
  };
}
