import { InvalidRequestError } from "@seedbed/core";
import { LedgerError } from "./ledger-error.ts";
import type { Database, Query } from "./postgres-database.ts";
import { codeOf } from "./postgres-trouble.ts";

/** What leads from each version of the tables to the next. One that is published is never changed. */
const migrations: readonly string[] = [
  `CREATE SEQUENCE holders AS integer CYCLE;
  CREATE TABLE attempts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run text NOT NULL,
    holder integer NOT NULL,
    provider text NOT NULL,
    model text,
    operation text NOT NULL,
    state text NOT NULL CHECK (state IN ('reserved', 'not-sent', 'rejected', 'accepted', 'unknown')),
    reserved_at text NOT NULL,
    settled_at text,
    currency text,
    cost_min double precision,
    cost_max double precision,
    cost_basis text,
    cost_source text,
    idempotency_key text,
    request_hash text,
    task_id text,
    tags text[] NOT NULL DEFAULT '{}',
    receipt text NOT NULL DEFAULT '{}'
  );
  CREATE UNIQUE INDEX attempts_by_key ON attempts (idempotency_key) WHERE state IN ('reserved', 'accepted', 'unknown');
  CREATE INDEX attempts_of_key ON attempts (idempotency_key);
  CREATE INDEX attempts_under_way ON attempts (holder) WHERE state = 'reserved';
  CREATE INDEX attempts_by_run ON attempts (run, state, provider, currency) INCLUDE (cost_min, cost_max);
  CREATE INDEX attempts_by_day ON attempts (substr(reserved_at, 1, 10));
  CREATE INDEX attempts_by_tag ON attempts USING gin (tags);
  CREATE INDEX attempts_by_task ON attempts (task_id) WHERE task_id IS NOT NULL;
  CREATE TABLE admissions (provider text PRIMARY KEY, at_ms double precision[] NOT NULL);`,
];

/** Of the lock under which tables are made, in the house's own class of advisory locks: "Seed". */
const installing = 0x53656564;

/**
 * Makes the tables of a ledger, or brings them to the version that this package writes.
 *
 * @throws LedgerError where they are of a newer version, or may not be made
 */
export async function migrate(database: Database, schema: string): Promise<void> {
  if (!/^[a-z_][a-z0-9_]{0,39}$/.test(schema)) {
    throw new InvalidRequestError(
      `A schema is named in at most 40 lower-case letters, digits and _; it is "${schema}".`,
      { field: "schema" },
    );
  }
  await makeTables(database, installing, async (query) => {
    await query(`CREATE SCHEMA IF NOT EXISTS ${schema}; SET LOCAL search_path TO ${schema};
      CREATE TABLE IF NOT EXISTS ledger (version integer NOT NULL)`);
    const [row] = await query<{ version: number }>("SELECT version FROM ledger");
    const version = row?.version ?? 0;
    if (version > migrations.length) {
      throw new LedgerError(
        `The ledger in ${database.place} was written by a newer version (${version}; this one knows ${migrations.length}): update seedbed. Nothing was sent.`,
        { field: "ledger" },
      );
    }
    if (version === migrations.length) return;
    for (const step of migrations.slice(version)) await query(step);
    const write = row ? "UPDATE ledger SET version = $1" : "INSERT INTO ledger (version) VALUES ($1)";
    await query(write, [migrations.length]);
  });
}

/**
 * Makes tables that other processes may be making too: they take turns. Who waited may still see the catalogue as it was
 * before, and begins anew then.
 *
 * @param lock - a number of the tables' own
 */
export async function makeTables(
  database: Database,
  lock: number,
  steps: (query: Query) => Promise<void>,
): Promise<void> {
  for (let left = 3; ; left -= 1) {
    try {
      return await database.asOne(async (query) => {
        await query("SELECT pg_advisory_xact_lock($1)", [lock]);
        await steps(query);
      });
    } catch (error) {
      if (left === 0 || !/^(23505|42P06|42P07|42710)$/.test(codeOf(error) ?? "")) throw error;
    }
  }
}
