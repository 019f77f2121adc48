import type { Clock } from "@seedbed/core";
import type { Database } from "./postgres-database.ts";
import { marginShare, type RateLimit } from "./rate-limit.ts";

/** The database's time, in milliseconds. */
const now = "extract(epoch FROM clock_timestamp())::double precision * 1000";

/**
 * Waits for a turn under a limit that every process on the database shares, in the order of asking and by the database's clock.
 * A turn that is given up is not given to another: the limit is held, a little too strictly.
 */
export async function admitIn(
  database: Database,
  schema: string,
  provider: string,
  { requests, perMs }: RateLimit,
  { clock, timeScale, signal }: { readonly clock: Clock; readonly timeScale: number; readonly signal: AbortSignal },
): Promise<void> {
  const windowMs = (perMs * (1 + marginShare)) / timeScale;
  const [turn] = await database.query<{ wait: number }>(
    `INSERT INTO ${schema}.admissions AS held (provider, at_ms) VALUES ($1, ARRAY[${now}])
     ON CONFLICT (provider) DO UPDATE SET at_ms = (array_append(held.at_ms,
       greatest(${now}, held.at_ms[cardinality(held.at_ms) - $2::integer + 1] + $3::double precision)
     ))[greatest(1, cardinality(held.at_ms) + 2 - $2::integer):]
     RETURNING at_ms[cardinality(at_ms)] - ${now} AS wait`,
    [provider, requests, windowMs],
  );
  signal.throwIfAborted();
  const waitMs = (turn?.wait ?? 0) * timeScale;
  if (waitMs > 0) await clock.delay(waitMs, signal);
}

/** How long a turn would be waited for if it were asked for now, in the clock's own milliseconds. Nothing is reserved. */
export async function admissionWaitIn(
  database: Database,
  schema: string,
  provider: string,
  { requests, perMs }: RateLimit,
  timeScale: number,
): Promise<number> {
  const windowMs = (perMs * (1 + marginShare)) / timeScale;
  const [turn] = await database.query<{ wait: number | null }>(
    `SELECT at_ms[cardinality(at_ms) - $2::integer + 1] + $3::double precision - ${now} AS wait
     FROM ${schema}.admissions WHERE provider = $1`,
    [provider, requests, windowMs],
  );
  return Math.max(0, turn?.wait ?? 0) * timeScale;
}
