import { type Cost, exact, isCost, maxAmount, type Receipt } from "@seedbed/core";
import type { AttemptRecord, Commitment } from "./attempt-record.ts";
import { LedgerError } from "./ledger-error.ts";

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
  readonly idempotency_key: string | null;
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
    idempotency_key: attempt.idempotencyKey ?? null,
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
    ...(row.idempotency_key === null ? {} : { idempotencyKey: row.idempotency_key }),
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
  /** How many of them have a cost that is none. */
  readonly damaged: number | string;
};

/**
 * Whether a row has a cost that is none, in SQL of SQLite and PostgreSQL: a sum would hide it, and a budget would not hold.
 * A cost is all null, or two amounts of a known currency; NaN is above every amount in PostgreSQL, and null in SQLite.
 */
export const hasDamagedCost = `(CASE
  WHEN currency IS NULL AND cost_min IS NULL AND cost_max IS NULL THEN 0
  WHEN currency IN ('USD', 'credits') AND cost_min >= 0 AND cost_max >= cost_min AND cost_max <= ${maxAmount} THEN 0
  ELSE 1 END)`;

/**
 * What sums of rows commit.
 *
 * @throws LedgerError where a row that was summed has a cost that is none
 */
export function commitmentsOfRows(rows: readonly CommitmentRow[]): Commitment[] {
  return rows.map(({ provider, currency, attempts, confirmed, worst, damaged }) => {
    if (Number(damaged) > 0) throw damagedCost(`${damaged} of ${attempts} attempts of ${provider}`);
    return { provider, currency, attempts, confirmed: exact(confirmed ?? 0), worstCase: exact(worst ?? 0) };
  });
}

function costOf({ id, currency, cost_min, cost_max, cost_basis, cost_source }: AttemptRow): Cost | null {
  if (currency === null || cost_min === null || cost_max === null || cost_basis === null) return null;
  const cost = { min: cost_min, max: cost_max, currency, basis: cost_basis };
  if (!isCost(cost)) throw damagedCost(`attempt ${id}`);
  return { ...cost, ...(cost_source === null ? {} : { source: cost_source }) };
}

function damagedCost(what: string): LedgerError {
  const text = `The ledger is damaged: the cost of ${what} is not an amount from 0 to ${maxAmount} in USD or credits. Restore it from a copy, or correct it. Nothing was sent.`;
  return new LedgerError(text, { field: "ledger" });
}
