import { type Cost, exact } from "@seedbed/core";
import {
  type AttemptFilter,
  type AttemptRecord,
  type Commitment,
  mayBeBilled,
  type SpendingScope,
} from "./attempt-record.ts";
import type { Store } from "./store.ts";

/** Keeps attempts as long as the process lives. */
export function createMemoryStore(run: string): Store {
  const records = new Map<string, AttemptRecord>();
  return {
    asOne: (steps) => steps(),
    insert(attempt) {
      const record = { ...attempt, id: String(records.size + 1) };
      records.set(record.id, record);
      return { ...record };
    },
    end(id, changes) {
      const record = records.get(id);
      if (record && (record.state === "reserved" || record.state === "unknown")) {
        records.set(id, { ...record, ...changes });
      }
    },
    finish(job, resultMs) {
      for (const [id, record] of records) {
        if (record.provider === job.provider && record.job?.taskId === job.taskId)
          records.set(id, { ...record, resultMs });
      }
    },
    reject(job, problem, settledAt) {
      for (const [id, record] of records) {
        const { provider, taskId, submittedAt } = { ...record.job };
        const same = provider === job.provider && taskId === job.taskId && submittedAt === job.submittedAt;
        if (same && record.state === "accepted") records.set(id, { ...record, state: "rejected", problem, settledAt });
      }
    },
    get: (id) => copyOf(records.get(id)),
    standing: (requestKey) =>
      copyOf([...records.values()].find((record) => record.requestKey === requestKey && mayBeBilled(record))),
    list: (filter) =>
      [...records.values()].filter((record) => matches(record, filter)).map((record) => ({ ...record })),
    committed: (scope) => commitmentsOf([...records.values()].filter((record) => isIn(record, scope, run))),
  };
}

function copyOf(record: AttemptRecord | undefined): AttemptRecord | undefined {
  return record && { ...record };
}

function matches(record: AttemptRecord, filter: AttemptFilter): boolean {
  return (["state", "provider", "requestKey", "run"] as const).every(
    (field) => filter[field] === undefined || record[field] === filter[field],
  );
}

function isIn(record: AttemptRecord, scope: SpendingScope, run: string): boolean {
  if (scope === "all") return true;
  if (scope === "run") return record.run === run;
  if ("day" in scope) return record.reservedAt.startsWith(scope.day);
  return record.tags?.includes(scope.tag) ?? false;
}

function commitmentsOf(records: readonly AttemptRecord[]): Commitment[] {
  const found = new Map<string, Commitment>();
  for (const record of records.filter(mayBeBilled)) {
    const { provider, state } = record;
    const cost: Cost | null = record.cost;
    const currency = cost?.currency ?? null;
    const key = JSON.stringify([provider, currency]);
    const sum = found.get(key) ?? { provider, currency, confirmed: 0, worstCase: 0, attempts: 0 };
    found.set(key, {
      ...sum,
      confirmed: exact(sum.confirmed + (state === "accepted" ? (cost?.min ?? 0) : 0)),
      worstCase: exact(sum.worstCase + (cost?.max ?? 0)),
      attempts: sum.attempts + 1,
    });
  }
  return [...found.values()];
}
