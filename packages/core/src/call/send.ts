import { wasNeverSent } from "#network-failure";
import { abortable } from "./abortable.ts";
import { type Answer, callOf, placeOf } from "./answer.ts";
import { attempt } from "./attempt.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import { ConnectionError, isSeedbedError, SeedbedError, TimeoutError, UnexpectedError } from "./errors.ts";
import { failureText } from "./failure-text.ts";
import type { Operation } from "./operation.ts";
import { stopped } from "./stopped.ts";
import type { Transmit } from "./transmit.ts";

const maxWaits = 3;
const maxRetries = 2;

/**
 * Sends a request until it has an answer, and repeats it only where that cannot pay twice: a POST after a failure that
 * provably came before it left, or after a 429; a GET also after any trouble on the way.
 *
 * @param minTimeoutMs - with less time left a paid POST is not sent
 */
export async function send(
  context: ClientContext,
  operation: Operation,
  transmit: Transmit,
  deadline: Deadline,
  minTimeoutMs = context.minTimeoutMs,
): Promise<Answer> {
  const startedAtMs = context.clock.now();
  /** What must be left for an answer: a POST that cannot be waited for would be paid for and lost. */
  const neededMs = operation.method === "GET" ? 0 : minTimeoutMs;
  let waits = 0;
  let retries = 0;
  for (;;) {
    await pause(context, operation, deadline, () =>
      context.accounting?.admit(operation.provider, deadline.signal, context.rateLimit),
    );
    if (deadline.left() < neededMs) throw tooLate(context, operation, deadline, neededMs);
    const sentAtMs = context.clock.now();
    const outcome = await attempt(context, operation, transmit, deadline);
    if (!(outcome instanceof SeedbedError)) {
      delete deadline.trouble;
      return { ...outcome, sentAtMs, receivedAtMs: context.clock.now(), waitedMs: Math.max(0, sentAtMs - startedAtMs) };
    }
    const limited = outcome.status === 429;
    const again = limited ? waits < maxWaits : isRepeatable(operation, outcome) && retries < maxRetries;
    const wait =
      outcome.retryAfterMs ??
      Math.max(500 * 2 ** (limited ? waits + 1 : retries), isCounted(outcome) ? spacing(context) : 0);
    const left = deadline.left() - wait;
    if (!again || wait > context.maxRetryWaitMs || left <= 0 || left < neededMs) throw outcome;
    deadline.trouble = outcome;
    if (limited) waits += 1;
    else retries += 1;
    await pause(context, operation, deadline, () => context.clock.delay(wait, deadline.signal));
  }
}

/** Whether a failed attempt may be made again by itself. */
function isRepeatable(operation: Operation, error: SeedbedError): boolean {
  if (operation.method !== "GET") return error instanceof ConnectionError && error.billed === "no";
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  return (error.status ?? 0) >= 500;
}

/** Whether the failed attempt may count towards the provider's rate limit. */
function isCounted({ status, cause }: SeedbedError): boolean {
  return status !== undefined || !wasNeverSent(cause);
}

/** The time between two requests that keeps to the provider's rate limit, with a little to spare. */
function spacing({ provider: { rateLimit } }: ClientContext): number {
  return rateLimit ? (rateLimit.perMs / rateLimit.requests) * 1.05 : 0;
}

/** Waits, and turns an abort on the way into an error that says that nothing is under way. */
async function pause(
  context: ClientContext,
  operation: Operation,
  deadline: Deadline,
  wait: () => Promise<void> | undefined,
): Promise<void> {
  try {
    deadline.signal.throwIfAborted();
    await abortable(Promise.resolve(wait()), deadline.signal);
  } catch (error) {
    if (deadline.signal.aborted) throw stopped(context, operation, deadline);
    throw thrownBefore(context, operation, error);
  }
}

/** What the caller's accounting or clock threw before a request left, as one of Seedbed's errors. */
export function thrownBefore(context: ClientContext, operation: Operation, error: unknown): SeedbedError {
  if (isSeedbedError(error)) return error;
  const text = `${placeOf(operation)}: the accounting or the clock failed: ${failureText(error)}. Nothing was sent`;
  return new UnexpectedError(text, { ...callOf(context, operation), cause: error });
}

/** The error of a paid POST that was not sent, as too little time is left to wait for its answer. */
function tooLate(context: ClientContext, operation: Operation, deadline: Deadline, neededMs: number): TimeoutError {
  const { trouble } = deadline;
  const before = trouble instanceof SeedbedError ? `; before that: ${trouble.message}` : "";
  return new TimeoutError(
    `${placeOf(operation)} was not sent: ${Math.floor(deadline.left())} ms are left of the timeout, less than minTimeoutMs (${neededMs})${before}`,
    { ...callOf(context, operation), billed: "no", cause: trouble },
  );
}
