import { type Attempt, type EarlierAttempt, InvalidRequestError, OutcomeUnknownError } from "@seedbed/core";
import type { AttemptRecord } from "./attempt-record.ts";

/**
 * What an attempt that stands under an idempotency key means for the next one: it is to be waited for, or was accepted.
 *
 * @throws OutcomeUnknownError where is unknown what became of it
 * @throws InvalidRequestError where it was another request
 */
export function sentBefore(before: AttemptRecord, attempt: Attempt): "under way" | "accepted" {
  const { id, provider, operation, idempotencyKey, reservedAt } = before;
  const name = `${provider} ${operation} of ${reservedAt} (attempt ${id})`;
  if (before.state === "unknown") {
    throw new OutcomeUnknownError(
      `The idempotency key "${idempotencyKey}" was sent before, and what became of it is not known: ${name}. It was not sent again; look at the provider's usage page and settle the attempt in the ledger.`,
      {
        provider,
        operation,
        billed: "unknown",
        ...(before.requestId === undefined ? {} : { requestId: before.requestId }),
        ...(before.job === undefined ? {} : { job: before.job }),
        ...(before.images === undefined ? {} : { images: before.images }),
      },
    );
  }
  if (!isSame(before, attempt)) {
    throw new InvalidRequestError(
      `The idempotency key "${idempotencyKey}" stands for another request: ${name}. Each request needs a key of its own. Nothing was sent.`,
      { provider: attempt.provider, operation: attempt.operation, field: "idempotencyKey" },
    );
  }
  return before.state === "reserved" ? "under way" : "accepted";
}

/** What a caller is told of an attempt that was accepted before. */
export function earlierOf(before: AttemptRecord): EarlierAttempt {
  const { id, reservedAt, cost, requestId, job, images, shortfall, reply, timing, problem } = before;
  const known = Object.entries({ requestId, job, images, shortfall, reply, timing, problem }).filter(
    ([, value]) => value !== undefined,
  );
  return { id, reservedAt, cost, ...Object.fromEntries(known) };
}

function isSame(before: AttemptRecord, attempt: Attempt): boolean {
  const hashes = [before.requestHash, attempt.requestHash];
  const sameBody = hashes.includes(undefined) || hashes[0] === hashes[1];
  return sameBody && before.provider === attempt.provider && before.operation === attempt.operation;
}
