import type { Cost, Receipt } from "@seedbed/core";
import type { AttemptRecord, Commitment } from "./attempt-record.ts";

/** A row of `attempts`, with its tags as a JSON list. */
export interface AttemptRow {
  readonly id: number;
  readonly run: string;
  readonly provider: string;
  readonly model: string | null;
  readonly operation: string;
  readonly state: AttemptRecord["state"];
  readonly reserved_at: string;
  readonly settled_at: string | null;
  readonly currency: Cost["currency"] | null;
  readonly cost_min: number | null;
  readonly cost_max: number | null;
  readonly cost_basis: Cost["basis"] | null;
  readonly cost_source: string | null;
  readonly request_key: string | null;
  readonly request_hash: string | null;
  readonly receipt: string;
  readonly tags: string;
}

/** What the columns of an attempt hold, without its tags. */
export function columnsOf(attempt: Omit<AttemptRecord, "id">): Omit<AttemptRow, "id" | "tags"> {
  const { cost, requestId, job, images, shortfall, reply, timing, problem } = attempt;
  const receipt: Receipt = { requestId, job, images, shortfall, reply, timing, problem } as Receipt; // JSON leaves out what is undefined
  return {
    run: attempt.run,
    provider: attempt.provider,
    model: attempt.model ?? null,
    operation: attempt.operation,
    state: attempt.state,
    reserved_at: attempt.reservedAt,
    settled_at: attempt.settledAt ?? null,
    currency: cost?.currency ?? null,
    cost_min: cost?.min ?? null,
    cost_max: cost?.max ?? null,
    cost_basis: cost?.basis ?? null,
    cost_source: cost?.source ?? null,
    request_key: attempt.requestKey ?? null,
    request_hash: attempt.requestHash ?? null,
    receipt: JSON.stringify(receipt),
  };
}

/** The attempt that a row holds. */
export function recordOf(row: AttemptRow): AttemptRecord {
  const tags: string[] = JSON.parse(row.tags);
  return {
    id: String(row.id),
    provider: row.provider,
    model: row.model ?? undefined,
    operation: row.operation,
    cost: costOf(row),
    ...(row.request_key === null ? {} : { requestKey: row.request_key }),
    ...(row.request_hash === null ? {} : { requestHash: row.request_hash }),
    ...(tags.length === 0 ? {} : { tags }),
    state: row.state,
    reservedAt: row.reserved_at,
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    run: row.run,
    ...JSON.parse(row.receipt),
  };
}

/** A sum that SQLite made. */
export type CommitmentRow = Pick<Commitment, "provider" | "currency" | "attempts"> & {
  readonly confirmed: number | null;
  readonly worst: number | null;
};

function costOf({ currency, cost_min, cost_max, cost_basis, cost_source }: AttemptRow): Cost | null {
  if (currency === null || cost_min === null || cost_max === null || cost_basis === null) return null;
  return {
    min: cost_min,
    max: cost_max,
    currency,
    basis: cost_basis,
    ...(cost_source === null ? {} : { source: cost_source }),
  };
}
