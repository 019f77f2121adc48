import type { AttemptRecord } from "./attempt-record.ts";

/** An attempt as it ended: not before it began, though it was reserved by a clock that ran fast, such as an emulator's. */
export function ended(found: AttemptRecord, changes: Partial<AttemptRecord>): AttemptRecord {
  const changed = { ...found, ...changes };
  const { reservedAt, settledAt } = changed;
  return settledAt !== undefined && settledAt < reservedAt ? { ...changed, settledAt: reservedAt } : changed;
}
