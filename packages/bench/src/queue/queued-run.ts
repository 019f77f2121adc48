import { checkOptions, type OptionNames } from "@seedbed/core";
import type { Database, Query } from "@seedbed/ledger/postgres";
import type { BenchAttempt } from "../bench-record.ts";
import type { RunHead } from "../run/run-folder.ts";
import { layOutCells } from "../schedule/lay-out-cells.ts";
import { asBossDatabase, bossSchema, type Queue, schema } from "./queue.ts";

/** A run as the queue keeps it. */
export interface QueuedRun {
  /** Names it in the database and in the ledger. */
  readonly id: string;
  /** What is run. */
  readonly head: RunHead;
  /** Whether images are kept, in the database until the run is collected. */
  readonly keepImages: boolean;
  /** Why it sends no more; null where it goes on. */
  readonly stopped: string | null;
}

/** A cell that is this worker's to run. */
export interface Claim {
  /** The cell's id. */
  readonly cell: string;
  /** The job, with the number of times that it was claimed before: who lost it cannot end it. */
  readonly job: { readonly id: string; readonly retryCount: number };
  /** Real milliseconds since the run began, by the database's clock. */
  readonly sinceBeginMs: number;
}

/** Without a sign of life for so long, a job is taken from its worker, in seconds. */
const heartbeatSeconds = 30;
/** No cell takes longer, in seconds; it is pg-boss's most. */
const expireInSeconds = 86_000;
const keptSeconds = 90 * 86_400;

const queueOf = (run: string) => `seedbed-${run}`;

/** Queues every cell of a plan, and gives the run's id. Nothing is sent until a worker claims one. */
export async function enqueueRun(
  { boss, database }: Queue,
  head: RunHead,
  options: { readonly keepImages: boolean },
): Promise<string> {
  checkOptions("enqueueRun", options, { keepImages: true } satisfies OptionNames<typeof options>);
  const { keepImages } = options;
  const run = globalThis.crypto.randomUUID();
  const cells = layOutCells(head.plan).map((cell) => ({ ...cell, job: globalThis.crypto.randomUUID() }));
  const kept = { deleteAfterSeconds: keptSeconds, retentionSeconds: keptSeconds };
  await boss.createQueue(queueOf(run), { retryLimit: 0, heartbeatSeconds, expireInSeconds, ...kept });
  await database.asOne(async (query) => {
    const values = [run, JSON.stringify(head), keepImages];
    await query(`INSERT INTO ${schema}.runs (id, head, keep_images) VALUES ($1, $2, $3)`, values);
    await query(
      `INSERT INTO ${schema}.cells (run, cell, job) SELECT $1, cell, job FROM unnest($2::text[], $3::uuid[]) AS given (cell, job)`,
      [run, cells.map(({ id }) => id), cells.map(({ job }) => job)],
    );
    const jobs = cells.map(({ id, model, job }, index) => {
      const provider = model.split("/")[0] ?? "";
      return { id: job, data: { cell: id }, priority: -index, group: { id: provider, tier: provider } };
    });
    await boss.insert(queueOf(run), jobs, { db: asBossDatabase(query) });
  });
  return run;
}

/** The runs that are not at their end, the oldest first. */
export async function openRuns({ database }: Queue): Promise<QueuedRun[]> {
  const rows = await database.query<{ id: string; head: string; keepImages: boolean; stopped: string | null }>(
    `SELECT id, head, keep_images AS "keepImages", stopped FROM ${schema}.runs WHERE ended_at IS NULL ORDER BY created_at`,
  );
  return rows.map((row) => ({ ...row, head: JSON.parse(row.head) }));
}

/** Claims cells in the order of the plan, as many as there is room for by its schedule and each provider's concurrency. */
export async function claim(
  { boss, database }: Queue,
  { id, head: { plan } }: QueuedRun,
  { holder, most, without }: { readonly holder: number; readonly most: number; readonly without: readonly string[] },
): Promise<Claim[]> {
  return asOne(database, id, async (query) => {
    const [run] = await query<{ sinceBeginMs: number; active: number }>(
      `SELECT coalesce(extract(epoch FROM clock_timestamp() - began_at), 0)::double precision * 1000 AS "sinceBeginMs",
         (SELECT count(*) FROM ${schema}.cells WHERE run = $1 AND holder IS NOT NULL AND attempt IS NULL)::integer AS active
       FROM ${schema}.runs WHERE id = $1 AND ended_at IS NULL AND stopped IS NULL`,
      [id],
    );
    if (!run) return [];
    const room = plan.schedule.kind === "closed" ? (plan.schedule.inFlight ?? 1) - run.active : most;
    if (room < 1) return [];
    const tiers = Object.entries(plan.providers).map(([provider, { concurrency }]) => [provider, concurrency] as const);
    const jobs = await boss.fetch<{ cell: string }>(queueOf(id), {
      batchSize: Math.min(most, room),
      groupConcurrency: { default: 1, tiers: Object.fromEntries(tiers) },
      ...(without.length === 0 ? {} : { ignoreGroups: [...without] }),
      db: asBossDatabase(query),
    });
    if (jobs.length === 0) return [];
    const cells = jobs.map(({ data }) => data.cell);
    await query(`UPDATE ${schema}.cells SET holder = $2 WHERE run = $1 AND cell = ANY ($3)`, [id, holder, cells]);
    await query(`UPDATE ${schema}.runs SET began_at = coalesce(began_at, clock_timestamp()) WHERE id = $1`, [id]);
    return jobs.map(({ id: job, retryCount, data }) => ({
      cell: data.cell,
      job: { id: job, retryCount },
      sinceBeginMs: run.sinceBeginMs,
    }));
  });
}

/** Keeps what came of a cell and ends its job, as one. The first word stands, unless it was that is unknown. */
export async function finish(
  { boss, database }: Queue,
  run: string,
  { cell, job }: Claim,
  attempt: BenchAttempt,
): Promise<void> {
  await asOne(database, run, async (query) => {
    await query(
      `UPDATE ${schema}.cells SET attempt = $3, ended_at = clock_timestamp(), holder = NULL
       WHERE run = $1 AND cell = $2 AND (attempt IS NULL OR attempt::json ->> 'outcome' = 'unknown')`,
      [run, cell, JSON.stringify(attempt)],
    );
    await boss.complete(queueOf(run), job, null, { db: asBossDatabase(query) });
    await endRun(query, run);
  });
}

/** Gives a cell back that was not sent; `stopped` says why the whole run sends no more. */
export async function handBack(queue: Queue, run: string, claimed: Claim, stopped: string | null): Promise<void> {
  await asOne(queue.database, run, async (query) => {
    if (stopped !== null)
      await query(`UPDATE ${schema}.runs SET stopped = coalesce(stopped, $2) WHERE id = $1`, [run, stopped]);
    await requeue(queue, query, run, [{ cell: claimed.cell, job: claimed.job.id }]);
    await endRun(query, run);
  });
}

/** Queues again what was under way in workers that are gone: the ledger knows what of it may still be sent. */
export async function sweep(queue: Queue, run: string, living: () => Promise<number[]>): Promise<number> {
  return asOne(queue.database, run, async (query) => {
    const left = await query<{ cell: string; job: string }>(
      `SELECT cell, job FROM ${schema}.cells JOIN ${bossSchema}.job AS jobs ON jobs.name = $2 AND jobs.id = cells.job
       WHERE run = $1 AND attempt IS NULL
         AND (jobs.state = 'failed' OR (holder IS NOT NULL AND NOT (holder = ANY ($3::integer[]))))`,
      [run, queueOf(run), await living()],
    );
    if (left.length > 0) await requeue(queue, query, run, left);
    await endRun(query, run);
    return left.length;
  });
}

/** Tells that jobs are still worked on. */
export async function touch({ boss }: Queue, run: string, claims: readonly Claim[]): Promise<void> {
  if (claims.length > 0)
    await boss.touch(
      queueOf(run),
      claims.map(({ job }) => job),
    );
}

/** Stops a run: what is under way is finished, no more is sent. */
export async function stopRun({ database }: Queue, run: string, reason: string): Promise<void> {
  await asOne(database, run, async (query) => {
    await query(`UPDATE ${schema}.runs SET stopped = coalesce(stopped, $2) WHERE id = $1`, [run, reason]);
    await endRun(query, run);
  });
}

/** Does some steps that nothing else of the run comes between. */
function asOne<T>(database: Database, run: string, steps: (query: Query) => Promise<T>): Promise<T> {
  return database.asOne(async (query) => {
    await query(`SELECT 1 FROM ${schema}.runs WHERE id = $1 FOR UPDATE`, [run]);
    return steps(query);
  });
}

async function requeue(
  { boss }: Queue,
  query: Query,
  run: string,
  cells: readonly { cell: string; job: string }[],
): Promise<void> {
  const db = asBossDatabase(query);
  const jobs = cells.map(({ job }) => job);
  await query(`UPDATE ${schema}.cells SET holder = NULL WHERE run = $1 AND cell = ANY ($2)`, [
    run,
    cells.map(({ cell }) => cell),
  ]);
  await boss.fail(queueOf(run), jobs, null, { db });
  await boss.retry(queueOf(run), jobs, { db });
}

/** A run ends when every cell has its outcome, or when it was stopped and nothing is under way. */
async function endRun(query: Query, run: string): Promise<void> {
  await query(
    `UPDATE ${schema}.runs SET ended_at = clock_timestamp() WHERE id = $1 AND ended_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM ${schema}.cells WHERE run = $1 AND attempt IS NULL AND (runs.stopped IS NULL OR holder IS NOT NULL))`,
    [run],
  );
}
