import { exact } from "@seedbed/core";
import { type AttemptRecord, type Commitment, mayBeBilled, type SpendingScope } from "./attempt-record.ts";

/** Whether a budget of this scope counts an attempt. */
export function isIn(record: AttemptRecord, scope: SpendingScope, run: string): boolean {
  if (scope === "all") return true;
  if (scope === "run") return record.run === run;
  if ("day" in scope) return record.reservedAt.startsWith(scope.day);
  return record.tags?.includes(scope.tag) ?? false;
}

/** What is committed by scope, kept up as attempts come and end: no reservation adds up all that came before it. */
export interface RunningSums {
  /** Adds up at the first call, and after `forget`. */
  of(scope: SpendingScope, addUp: () => readonly Commitment[]): Commitment[];
  /** Told of an attempt that has come (nothing before) or changed. */
  changed(before: AttemptRecord | undefined, after: AttemptRecord): void;
  /** Something changed that it was not told of. */
  forget(): void;
}

/** Keeps sums for the scopes that are asked for. */
export function createRunningSums(run: string): RunningSums {
  const kept = new Map<string, { readonly scope: SpendingScope; readonly sums: Map<string, Commitment> }>();
  return {
    of(scope, addUp) {
      const key = JSON.stringify(scope);
      const found = kept.get(key) ?? { scope, sums: new Map(addUp().map((sum) => [keyOf(sum), sum])) };
      kept.set(key, found);
      return [...found.sums.values()];
    },
    changed(before, after) {
      for (const { scope, sums } of kept.values()) {
        if (!isIn(after, scope, run)) continue;
        if (before) add(sums, before, -1);
        add(sums, after, 1);
      }
    },
    forget: () => kept.clear(),
  };
}

/** Adds an attempt to a sum of its provider and currency, or takes it away. */
function add(sums: Map<string, Commitment>, { provider, state, cost }: AttemptRecord, times: 1 | -1): void {
  if (!mayBeBilled({ state })) return;
  const currency = cost?.currency ?? null;
  const key = keyOf({ provider, currency });
  const sum = sums.get(key) ?? { provider, currency, confirmed: 0, worstCase: 0, attempts: 0 };
  const attempts = sum.attempts + times;
  if (attempts === 0) {
    sums.delete(key);
    return;
  }
  sums.set(key, {
    ...sum,
    confirmed: exact(sum.confirmed + times * (state === "accepted" ? (cost?.min ?? 0) : 0)),
    worstCase: exact(sum.worstCase + times * (cost?.max ?? 0)),
    attempts,
  });
}

function keyOf({ provider, currency }: Pick<Commitment, "provider" | "currency">): string {
  return JSON.stringify([provider, currency]);
}

/** What some attempts commit, by provider and currency. */
export function commitmentsOf(records: Iterable<AttemptRecord>): Commitment[] {
  const sums = new Map<string, Commitment>();
  for (const record of records) add(sums, record, 1);
  return [...sums.values()];
}
