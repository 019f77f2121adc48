import type { AttemptFilter, AttemptRecord, Commitment, SpendingScope } from "./attempt-record.ts";
import type { Query } from "./postgres-database.ts";
import {
  type AttemptRow,
  type CommitmentRow,
  columnsOf,
  commitmentsOfRows,
  hasDamagedCost,
  recordOf,
} from "./sqlite-rows.ts";

/** The attempts that a condition holds for, the oldest first. */
export async function recordsWhere(
  query: Query,
  schema: string,
  where: string,
  values: readonly unknown[] = [],
): Promise<AttemptRecord[]> {
  const rows = await query<AttemptRow>(
    `SELECT *, to_json(tags)::text AS tags FROM ${schema}.attempts ${where} ORDER BY id`,
    values,
  );
  return rows.map(recordOf);
}

/** The condition of a filter. */
export function conditionsOf(filter: AttemptFilter): { where: string; values: string[] } {
  const columns = { state: "state", provider: "provider", idempotencyKey: "idempotency_key", run: "run" } as const;
  const values: string[] = [];
  const conditions = (["state", "provider", "idempotencyKey", "run"] as const).flatMap((field) => {
    const value = filter[field];
    if (value === undefined) return [];
    values.push(value);
    return [`${columns[field]} = $${values.length}`];
  });
  return { where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, values };
}

/** Writes a new attempt. */
export async function insert(
  query: Query,
  schema: string,
  attempt: Omit<AttemptRecord, "id">,
  holder: number,
): Promise<string> {
  const columns = { ...columnsOf(attempt), holder, tags: [...new Set(attempt.tags ?? [])] };
  const names = Object.keys(columns);
  const [row] = await query<{ id: string }>(
    `INSERT INTO ${schema}.attempts (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")}) RETURNING id`,
    Object.values(columns),
  );
  return String(row?.id);
}

/** Writes what has changed of an attempt. */
export async function update(query: Query, schema: string, attempt: AttemptRecord): Promise<void> {
  const { resultMs, job } = attempt;
  const columns = columnsOf(attempt);
  const receipt =
    resultMs === undefined ? columns.receipt : JSON.stringify({ ...JSON.parse(columns.receipt), resultMs });
  const changed = { ...columns, receipt, task_id: job?.taskId ?? null };
  const names = Object.keys(changed);
  await query(
    `UPDATE ${schema}.attempts SET ${names.map((name, index) => `${name} = $${index + 1}`).join(", ")} WHERE id = $${names.length + 1}`,
    [...Object.values(changed), attempt.id],
  );
}

/** What may be billed, by provider and currency. */
export async function committed(
  query: Query,
  schema: string,
  scope: SpendingScope,
  run: string,
): Promise<Commitment[]> {
  const { where, values } = scopeOf(scope, run);
  const rows = await query<CommitmentRow>(
    `SELECT provider, currency, count(*)::integer AS attempts, sum(cost_max) AS worst,
       sum(cost_min) FILTER (WHERE state = 'accepted') AS confirmed, sum(${hasDamagedCost}) AS damaged
     FROM ${schema}.attempts WHERE state IN ('reserved', 'accepted', 'unknown') ${where} GROUP BY provider, currency`,
    values,
  );
  return commitmentsOfRows(rows);
}

function scopeOf(scope: SpendingScope, run: string): { where: string; values: unknown[] } {
  if (scope === "all") return { where: "", values: [] };
  if (scope === "run") return { where: "AND run = $1", values: [run] };
  if ("day" in scope) return { where: "AND substr(reserved_at, 1, 10) = $1", values: [scope.day] };
  return { where: "AND tags @> $1", values: [[scope.tag]] };
}
