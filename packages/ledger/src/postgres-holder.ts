import type { Database, Query, Session } from "./postgres-database.ts";

/**
 * A process's sign of life: an advisory lock of a connection that it keeps. The server takes the lock away with the
 * connection, however the process ends.
 */
export interface Holder {
  /** The number that is locked now: another one after the connection was lost. */
  current(): Promise<number>;
  /** Lets go of it. */
  release(): void;
}

/** Gives a sign of life. */
export function checkIn(database: Database, schema: string): Holder {
  let held: Promise<number> | undefined;
  let session: Session | undefined;

  async function take(): Promise<number> {
    session = await database.session(() => {
      held = undefined;
    });
    const [row] = await session.query<{ id: number }>(
      `SELECT id, pg_advisory_lock(${classOf(schema)}, id) FROM (SELECT nextval('${schema}.holders')::integer AS id OFFSET 0) AS next`,
    );
    return row?.id ?? 0;
  }

  return {
    current() {
      const taking = held ?? take();
      held = taking;
      taking.catch(() => {
        if (held === taking) held = undefined;
        session?.end();
      });
      return taking;
    },
    release() {
      session?.end();
    },
  };
}

/** The numbers whose processes live. */
export async function livingHolders(query: Query, schema: string): Promise<number[]> {
  const rows = await query<{ id: number }>(
    `SELECT objid::bigint::integer AS id FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = ${classOf(schema)}
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ id }) => id);
}

/** A positive number for the name of a schema, so that two in one database do not take each other's locks (FNV-1a). */
function classOf(schema: string): number {
  let hash = 0x811c9dc5;
  for (const letter of schema) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash & 0x7fffffff;
}
