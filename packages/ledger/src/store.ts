import type { Cost, Job } from "@seedbed/core";
import type { AttemptFilter, AttemptRecord, Commitment, SpendingScope } from "./attempt-record.ts";
import type { Waiting } from "./when-free.ts";

/** Where a ledger keeps its attempts. Nothing of it waits: what has returned outlasts the process, where anything does. */
export interface Store {
  /** Does some steps as one, which no other writer comes between. What it throws undoes them. Outlasts a power cut too. */
  asOne<T>(steps: () => T): T;
  /** As `asOne`, and outlasts a power cut only once `synced` has resolved: the disk is waited for elsewhere, once for many. */
  asOneSoon<T>(steps: () => T): T;
  /** Resolves when all that was written so far is on the disk itself. Absent where there is none. */
  synced?(): Promise<void>;
  insert(attempt: Omit<AttemptRecord, "id">): AttemptRecord;
  /** Changes an attempt that is still `reserved` or `unknown`; what has ended stays as it is. */
  end(id: string, changes: Partial<AttemptRecord>): void;
  /** Keeps how long a job took, where it is on record. */
  finish(job: Job, resultMs: number): void;
  /** Makes the accepted attempt of a job `rejected`, where it is on record. */
  reject(job: Job, problem: string, settledAt: string): void;
  /** Changes the cost of the accepted attempt of a job, where it is on record. */
  charge(job: Job, cost: Cost): void;
  get(id: string): AttemptRecord | undefined;
  /** The attempt under an idempotency key that stands in the way of another: one that may be billed. */
  standing(idempotencyKey: string): AttemptRecord | undefined;
  list(filter: AttemptFilter): AttemptRecord[];
  committed(scope: SpendingScope): Commitment[];
  /** How another process that writes is waited for. Absent where none does. */
  readonly waiting?: Waiting;
  /** Does some steps for which the caller cannot wait: they block the thread for a short while if another process writes. */
  blocking?<T>(steps: () => T): T;
  /** Makes unknown what was on its way in a process that is gone. Absent where no other process writes. */
  recover?(now: string): void;
}
