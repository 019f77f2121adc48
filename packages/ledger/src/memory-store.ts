import type { Job } from "@seedbed/core";
import { type AttemptFilter, type AttemptRecord, mayBeBilled } from "./attempt-record.ts";
import { commitmentsOf, createRunningSums, isIn } from "./commitments.ts";
import { ended } from "./ended.ts";
import type { Store } from "./store.ts";

/** Keeps attempts as long as the process lives. */
export function createMemoryStore(run: string): Store {
  const records = new Map<string, AttemptRecord>();
  const sums = createRunningSums(run);
  const keep = (record: AttemptRecord) => {
    sums.changed(records.get(record.id), record);
    records.set(record.id, record);
  };
  const acceptedOf = (job: Job) =>
    [...records.values()].filter((record) => {
      const { provider, taskId, submittedAt } = { ...record.job };
      const same = provider === job.provider && taskId === job.taskId && submittedAt === job.submittedAt;
      return same && record.state === "accepted";
    });
  return {
    asOne: (steps) => steps(),
    asOneSoon: (steps) => steps(),
    insert(attempt) {
      const record = { ...attempt, id: String(records.size + 1) };
      keep(record);
      return { ...record };
    },
    end(id, changes) {
      const record = records.get(id);
      if (record && (record.state === "reserved" || record.state === "unknown")) keep(ended(record, changes));
    },
    finish(job, resultMs) {
      for (const record of records.values()) {
        if (record.provider === job.provider && record.job?.taskId === job.taskId) keep({ ...record, resultMs });
      }
    },
    reject(job, problem, settledAt) {
      for (const record of acceptedOf(job)) keep(ended(record, { state: "rejected", problem, settledAt }));
    },
    charge(job, cost) {
      for (const record of acceptedOf(job)) keep({ ...record, cost });
    },
    get: (id) => copyOf(records.get(id)),
    standing: (idempotencyKey) =>
      copyOf([...records.values()].find((record) => record.idempotencyKey === idempotencyKey && mayBeBilled(record))),
    list: (filter) =>
      [...records.values()].filter((record) => matches(record, filter)).map((record) => ({ ...record })),
    committed: (scope) =>
      sums.of(scope, () => commitmentsOf([...records.values()].filter((record) => isIn(record, scope, run)))),
  };
}

function copyOf(record: AttemptRecord | undefined): AttemptRecord | undefined {
  return record && { ...record };
}

function matches(record: AttemptRecord, filter: AttemptFilter): boolean {
  return (["state", "provider", "idempotencyKey", "run"] as const).every(
    (field) => filter[field] === undefined || record[field] === filter[field],
  );
}
