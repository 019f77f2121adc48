import { LedgerError } from "@seedbed/ledger";
import { connectPostgres, type Database, makeTables, type Query } from "@seedbed/ledger/postgres";
import type { PgBoss } from "pg-boss";

/** A queue of benchmarks in PostgreSQL: jobs, runs and results, beside the ledger in the same database. */
export interface Queue extends AsyncDisposable {
  /** The database. */
  readonly database: Database;
  /** The jobs: one for each cell. */
  readonly boss: PgBoss;
  /** Lets go of the database. */
  close(): Promise<void>;
}

/** The schema of runs and results; the ledger and pg-boss have theirs beside it. */
export const schema = "seedbed_bench";
/** The schema of pg-boss. */
export const bossSchema = "seedbed_queue";

const tables = `
  CREATE SCHEMA IF NOT EXISTS ${schema};
  CREATE TABLE IF NOT EXISTS ${schema}.runs (
    id text PRIMARY KEY,
    head text NOT NULL,
    keep_images boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    began_at timestamptz,
    ended_at timestamptz,
    stopped text
  );
  CREATE TABLE IF NOT EXISTS ${schema}.cells (
    run text NOT NULL REFERENCES ${schema}.runs (id) ON DELETE CASCADE,
    cell text NOT NULL,
    job uuid NOT NULL,
    holder integer,
    attempt text,
    ended_at timestamptz,
    PRIMARY KEY (run, cell)
  );
  CREATE INDEX IF NOT EXISTS cells_under_way ON ${schema}.cells (run) WHERE holder IS NOT NULL AND attempt IS NULL;
  CREATE TABLE IF NOT EXISTS ${schema}.images (
    run text NOT NULL REFERENCES ${schema}.runs (id) ON DELETE CASCADE,
    name text NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (run, name)
  )`;
const installing = 0x42656e63; // "Benc"

/**
 * Opens a queue, or makes it.
 *
 * @param url - `postgres://user:password@host:5432/name`; its password comes into no message
 * @throws InvalidRequestError where it is no such address
 * @throws LedgerError where the database cannot be used, or `pg` or `pg-boss` is not installed
 */
export async function openQueue(url: string): Promise<Queue> {
  const PgBoss = await loadBoss();
  const database = await connectPostgres(url);
  try {
    await makeTables(database, installing, async (query) => void (await query(tables)));
    const boss = new PgBoss({
      db: asBossDatabase(database.query),
      schema: bossSchema,
      schedule: false,
      superviseIntervalSeconds: 30,
      monitorIntervalSeconds: 30,
    });
    boss.on("error", () => {}); // what is asked for is told to who asked; its own upkeep tries again
    await boss.start();
    let closing: Promise<void> | undefined;
    const close = () => {
      closing ??= boss
        .stop({ graceful: false, close: false })
        .catch(() => {}) // what is broken needs no stopping
        .then(() => database.close());
      return closing;
    };
    return { database, boss, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A transaction, or the whole database, as pg-boss asks it. */
export function asBossDatabase(query: Query): {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: object[] }>;
} {
  return { executeSql: async (text, values) => ({ rows: await query<object>(text, values) }) };
}

async function loadBoss(): Promise<typeof PgBoss> {
  try {
    return (await import("pg-boss")).PgBoss;
  } catch (error) {
    throw new LedgerError("A queue needs the packages pg and pg-boss: npm install pg pg-boss. Nothing was sent.", {
      field: "queue",
      cause: error,
    });
  }
}
