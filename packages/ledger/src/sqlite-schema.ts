import type { DatabaseSync } from "node:sqlite";
import { LedgerError } from "./ledger-error.ts";

/** Marks a file as a ledger, for `PRAGMA application_id`: "Seed". */
const applicationId = 0x53656564;

/** What leads from each version of the file to the next. One that is published is never changed. */
export const migrations: readonly string[] = [
  `CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    holder TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT,
    operation TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'not-sent', 'rejected', 'accepted', 'unknown')),
    reserved_at TEXT NOT NULL,
    settled_at TEXT,
    currency TEXT,
    cost_min REAL,
    cost_max REAL,
    cost_basis TEXT,
    cost_source TEXT,
    idempotency_key TEXT,
    request_hash TEXT,
    receipt TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX attempts_by_key ON attempts (idempotency_key) WHERE idempotency_key IS NOT NULL;
  CREATE INDEX attempts_under_way ON attempts (holder) WHERE state = 'reserved';
  CREATE INDEX attempts_by_run ON attempts (run, state, provider, currency, cost_min, cost_max);
  CREATE INDEX attempts_by_day ON attempts (substr(reserved_at, 1, 10), state, provider, currency, cost_min, cost_max);`,
  `CREATE TABLE tags (
    tag TEXT NOT NULL,
    attempt INTEGER NOT NULL REFERENCES attempts (id),
    PRIMARY KEY (tag, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_by_attempt ON tags (attempt);`,
  // Sums are kept up while a ledger is open: indexes that hold all that is added up cost each write more than they save.
  `DROP INDEX attempts_by_run;
  DROP INDEX attempts_by_day;
  CREATE INDEX attempts_by_run ON attempts (run);
  CREATE INDEX attempts_by_day ON attempts (substr(reserved_at, 1, 10));`,
];

/**
 * Brings a file to the version that this package writes.
 *
 * @throws LedgerError where it is another program's, or of a newer version
 */
export function migrate(database: DatabaseSync, file: string): void {
  const version = numberOf(database, "PRAGMA user_version");
  const marked = numberOf(database, "PRAGMA application_id") === applicationId;
  if (!marked && (version > 0 || numberOf(database, "SELECT count(*) FROM sqlite_schema") > 0)) {
    throw new LedgerError(`${file} is a database of another program, not a ledger. Nothing was sent.`, {
      field: "ledger",
    });
  }
  if (version > migrations.length) {
    throw new LedgerError(
      `The ledger ${file} was written by a newer version (${version}; this one knows ${migrations.length}): update seedbed. Nothing was sent.`,
      { field: "ledger" },
    );
  }
  if (version === migrations.length) return;
  database.exec(`PRAGMA application_id = ${applicationId}`);
  for (const step of migrations.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${migrations.length}`);
}

function numberOf(database: DatabaseSync, query: string): number {
  return Number(Object.values(database.prepare(query).get() ?? {})[0]);
}
