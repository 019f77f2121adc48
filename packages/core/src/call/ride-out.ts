import type { Job } from "../job/job.ts";
import type { Answer } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import {
  ConnectionError,
  NotFoundError,
  ProviderError,
  RateLimitError,
  ResponseValidationError,
  SeedbedError,
  TimeoutError,
} from "./errors.ts";
import type { Operation } from "./operation.ts";
import { send } from "./send.ts";
import { stopped } from "./stopped.ts";
import type { Transmit } from "./transmit.ts";

/** One question about a job that is paid for. */
export interface JobQuestion<T> {
  readonly operation: Operation;
  readonly transmit: Transmit;
  /** Reads the answer. */
  read(answer: Answer): T;
  /** Told of trouble that is waited out, and of how long. */
  onTrouble?(trouble: SeedbedError, waitMs: number): void;
}

/** A provider whose parts do not agree at once may not know a job yet that it has just taken. */
const youngMs = 60_000;
/** How often in a row an older job is not found, or a readable answer breaks its contract, before that is believed. */
const maxMisses = 3;
const firstWaitMs = 2000;
const longestWaitMs = 30_000;

/**
 * Asks for a job until there is an answer that can be read. It is paid for, so trouble that may pass by itself is waited out
 * until the deadline, whose error names it: 5xx, 408, 429, trouble with the connection, an answer that cannot be read, and a job
 * that is not found while it is young.
 *
 * @throws what does not pass: a refusal, a job that stays unknown or has expired, a wait that is longer than the time left
 */
export async function rideOut<T>(
  context: ClientContext,
  question: JobQuestion<T>,
  job: Job,
  deadline: Deadline,
): Promise<{ answer: Answer; value: T }> {
  const { operation, transmit, read } = question;
  let misses = 0;
  let nextWaitMs = firstWaitMs;
  for (;;) {
    try {
      const answer = await send(context, operation, transmit, deadline);
      return { answer, value: read(answer) };
    } catch (error) {
      if (!(error instanceof SeedbedError) || deadline.signal.aborted) throw error;
      misses = isMiss(error) ? misses + 1 : 0;
      if (!mayPass(context, error, job, misses)) throw error;
      if (error.retryAfterMs !== undefined && error.retryAfterMs >= deadline.left()) throw error;
      const waitMs = Math.max(error.retryAfterMs ?? nextWaitMs, spacingOf(context));
      nextWaitMs = Math.min(2 * nextWaitMs, longestWaitMs);
      deadline.trouble = error;
      question.onTrouble?.(error, waitMs);
      await context.clock.delay(waitMs, deadline.signal).catch(() => {
        throw stopped(context, operation, deadline, { job, billed: "yes" });
      });
    }
  }
}

/** What is believed once it comes several times in a row. */
function isMiss(error: SeedbedError): boolean {
  return error instanceof NotFoundError || (error instanceof ResponseValidationError && error.field !== undefined);
}

function mayPass({ clock }: ClientContext, error: SeedbedError, job: Job, misses: number): boolean {
  if (error instanceof NotFoundError) {
    if (error.status !== 404 || (job.expiresAt !== undefined && clock.now() > Date.parse(job.expiresAt))) return false;
    return misses < maxMisses || clock.now() - Date.parse(job.submittedAt) < youngMs;
  }
  if (error instanceof ResponseValidationError) return misses < maxMisses;
  if (error instanceof ConnectionError || error instanceof TimeoutError || error instanceof RateLimitError) return true;
  return error instanceof ProviderError && ((error.status ?? 0) >= 500 || error.status === 408);
}

/** The time between two requests that keeps to the provider's rate limit, with a little to spare. */
function spacingOf({ provider: { rateLimit } }: ClientContext): number {
  return rateLimit ? (rateLimit.perMs / rateLimit.requests) * 1.05 : 0;
}
