import type { Job } from "@seedbed/core";
import type { AttemptFilter, SpendingScope } from "./attempt-record.ts";

/** What a job is found by: the days on which it may have been reserved, its provider and its task. */
export function namesOf({ provider, taskId, submittedAt }: Job): string[] {
  const submitted = Date.parse(submittedAt);
  const days = [submitted, submitted - 86_400_000].map((at) => new Date(at).toISOString().slice(0, 10));
  return [...days, provider, taskId];
}

/** A filter as SQL. */
export function conditionsOf(filter: AttemptFilter): { where: string; values: string[] } {
  const columns = { state: "state", provider: "provider", idempotencyKey: "idempotency_key", run: "run" } as const;
  const given = (["state", "provider", "idempotencyKey", "run"] as const).flatMap((field) => {
    const value = filter[field];
    return value === undefined ? [] : [{ condition: `${columns[field]} = ?`, value }];
  });
  const where = given.length === 0 ? "" : `WHERE ${given.map(({ condition }) => condition).join(" AND ")}`;
  return { where, values: given.map(({ value }) => value) };
}

/** A scope of spending as SQL. */
export function scopeOf(scope: SpendingScope, run: string): { where: string; values: string[] } {
  if (scope === "all") return { where: "", values: [] };
  if (scope === "run") return { where: "AND run = ?", values: [run] };
  if ("day" in scope) return { where: "AND substr(reserved_at, 1, 10) = ?", values: [scope.day] };
  return { where: "AND id IN (SELECT attempt FROM tags WHERE tag = ?)", values: [scope.tag] };
}
