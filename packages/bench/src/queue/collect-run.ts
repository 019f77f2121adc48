import type { Target } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import type { BenchAttempt, BenchRecord } from "../bench-record.ts";
import { hasValidCosts } from "../run/has-valid-costs.ts";
import { recordOf } from "../run/run-bench.ts";
import type { RunHead } from "../run/run-folder.ts";
import { layOutCells } from "../schedule/lay-out-cells.ts";
import { type Queue, schema } from "./queue.ts";

/** How a queued run stands. */
export interface QueueProgress {
  /** Cells of the plan. */
  readonly cells: number;
  /** Cells that have ended. */
  readonly done: number;
  /** Of those, failed. */
  readonly failed: number;
  /** Of those, sent, and is unknown what became of them. */
  readonly unknown: number;
  /** Under way now, in all workers. */
  readonly inFlight: number;
  /** Whether nothing more will come. */
  readonly ended: boolean;
  /** Why no more is sent; null where it goes on. */
  readonly stopped: string | null;
}

/** Looks how a run stands. @throws InvalidRequestError where there is none of that id */
export async function progressOf({ database }: Queue, run: string): Promise<QueueProgress> {
  const [row] = await database.query<QueueProgress>(
    `SELECT (ended_at IS NOT NULL) AS ended, stopped, counts.* FROM ${schema}.runs, LATERAL (
       SELECT count(*)::integer AS cells, count(attempt)::integer AS done,
         count(*) FILTER (WHERE attempt::json ->> 'outcome' = 'failed')::integer AS failed,
         count(*) FILTER (WHERE attempt::json ->> 'outcome' = 'unknown')::integer AS unknown,
         count(*) FILTER (WHERE holder IS NOT NULL AND attempt IS NULL)::integer AS "inFlight"
       FROM ${schema}.cells WHERE run = runs.id) AS counts
     WHERE id = $1`,
    [run],
  );
  if (!row) throw noRun(run);
  return row;
}

/**
 * Makes the record of a run from every attempt that its workers kept: statistics are computed from these, not merged.
 *
 * @throws InvalidRequestError where there is no run of that id
 */
export async function collectRun(
  { database }: Queue,
  run: string,
  { targets, version }: { readonly targets: readonly Target[]; readonly version: string },
): Promise<BenchRecord> {
  const head = await headOf({ database }, run);
  const [times] = await database.query<{ beganAt: Date | null; durationMs: number | null; stopped: string | null }>(
    `SELECT began_at AS "beganAt", stopped,
       (SELECT extract(epoch FROM max(cells.ended_at) - began_at) FROM ${schema}.cells WHERE run = runs.id)::double precision * 1000 AS "durationMs"
     FROM ${schema}.runs WHERE id = $1`,
    [run],
  );
  const rows = await database.query<{ cell: string; attempt: string }>(
    `SELECT cell, attempt FROM ${schema}.cells WHERE run = $1 AND attempt IS NOT NULL`,
    [run],
  );
  const attempts = new Map(rows.map(({ cell, attempt }): [string, BenchAttempt] => [cell, readAttempt(cell, attempt)]));
  const began = times?.beganAt ? { ...head, startedAt: times.beganAt.toISOString() } : head;
  const state = { folder: { head: began, attempts }, targets, version };
  return recordOf(state, layOutCells(head.plan), times?.durationMs ?? 0, times?.stopped ?? null);
}

/** What a queued run is. @throws InvalidRequestError where there is none of that id */
export async function headOf({ database }: Pick<Queue, "database">, run: string): Promise<RunHead> {
  const [row] = await database.query<{ head: string }>(`SELECT head FROM ${schema}.runs WHERE id = $1`, [run]);
  if (!row) throw noRun(run);
  return JSON.parse(row.head);
}

/** Gives each image of a run by its path, one after the other. */
export async function* imagesOf({ database }: Queue, run: string): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  const names = await database.query<{ name: string }>(
    `SELECT name FROM ${schema}.images WHERE run = $1 ORDER BY name`,
    [run],
  );
  for (const { name } of names) {
    const [row] = await database.query<{ bytes: Buffer }>(
      `SELECT bytes FROM ${schema}.images WHERE run = $1 AND name = $2`,
      [run, name],
    );
    if (row) yield { path: name, bytes: row.bytes };
  }
}

function readAttempt(cell: string, text: string): BenchAttempt {
  const attempt: BenchAttempt = JSON.parse(text);
  if (hasValidCosts(attempt)) return attempt;
  throw new InvalidRequestError(`The run is damaged: the cost of its cell ${cell} is not an amount.`, {
    field: "queue",
  });
}

function noRun(run: string): InvalidRequestError {
  return new InvalidRequestError(`There is no run "${run}" in the queue.`, { field: "queue" });
}
