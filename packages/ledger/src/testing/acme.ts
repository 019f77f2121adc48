import type { Attempt, Cost, Job } from "@seedbed/core";
import type { AttemptRecord } from "../attempt-record.ts";

export const usd = (max: number, min = max): Cost => ({ min, max, currency: "USD", basis: "price-table" });

/** A paid call to a provider that does not exist. */
export function attempt(cost: Cost | null, more: Partial<Attempt> = {}): Attempt {
  return { provider: "acme", model: "acme/m", operation: "make", cost, ...more };
}

/** An attempt on record that has all that one may have. */
export const full: Omit<AttemptRecord, "id"> = {
  provider: "acme",
  model: "acme/m",
  operation: "make",
  cost: { min: 0.1, max: 0.2, currency: "USD", basis: "price-table", source: "the page" },
  idempotencyKey: "order-1",
  requestHash: "hash",
  tags: ["autumn", "spring"],
  state: "accepted",
  reservedAt: "2026-11-21T09:00:00.000Z",
  settledAt: "2026-11-21T09:00:09.000Z",
  run: "one",
  requestId: "r-1",
  images: [{ url: "https://a.test/1" }],
  problem: "a word",
};

/** One on its way that has no more than it must. */
export const bare: Omit<AttemptRecord, "id"> = {
  provider: "acme",
  model: undefined,
  operation: "make",
  cost: null,
  state: "reserved",
  reservedAt: "2026-11-21T09:00:00.000Z",
  run: "one",
};

/** A job of it. */
export const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/m",
  operation: "make",
  taskId: "t-1",
  submittedAt: "2026-11-21T00:00:05.000Z",
  request: {},
};
