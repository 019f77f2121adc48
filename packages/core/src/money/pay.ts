import { abortable } from "../call/abortable.ts";
import { type Answer, callOf, placeOf, requestIdOf } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { RunOptions } from "../call/client-options.ts";
import type { Clock } from "../call/clock.ts";
import { checkMilliseconds, type Deadline } from "../call/deadline.ts";
import { isSeedbedError, SeedbedError, UnexpectedError } from "../call/errors.ts";
import { failureText } from "../call/failure-text.ts";
import type { Timing } from "../call/generation.ts";
import { keepAnswer } from "../call/kept-answer.ts";
import type { Operation } from "../call/operation.ts";
import { send, thrownBefore } from "../call/send.ts";
import { stopped } from "../call/stopped.ts";
import type { Transmit } from "../call/transmit.ts";
import { redact, redactData } from "../redaction/redact.ts";
import type { Attempt, AttemptState, EarlierAttempt, Outcome, Receipt, Reservation } from "./accounting.ts";
import type { Cost } from "./cost.ts";
import { keyAndTags } from "./idempotency-key.ts";

/** One paid POST. */
export interface Payment<T> {
  readonly operation: Operation;
  /** What it may cost. */
  readonly estimate: Cost | null;
  readonly body: object;
  readonly transmit: Transmit;
  /** Reads the answer: what it is, what it cost, and what is kept of it. */
  read(answer: Answer): { result: T; cost: Cost | null; receipt?: Receipt };
}

/** What a paid POST gave; `earlier` where its idempotency key had been paid for before, and nothing was sent. */
export type Paid<T> =
  | { readonly answer: Answer; readonly result: T; readonly cost: Cost | null; readonly earlier?: undefined }
  | { readonly earlier: EarlierAttempt };

/** Sends a paid POST: the money is reserved before it leaves, and the reservation ends with what came of it. */
export async function pay<T>(
  context: ClientContext,
  payment: Payment<T>,
  deadline: Deadline,
  options: RunOptions = {},
): Promise<Paid<T>> {
  const { operation, estimate } = payment;
  checkMilliseconds("minTimeoutMs", options.minTimeoutMs);
  const reservation = await reserve(context, payment, deadline, options);
  if (reservation?.earlier) {
    await callSafely(() => options.onEarlier?.(reservation.earlier as EarlierAttempt), context.clock, deadline); // it was looked at just now
    return { earlier: reservation.earlier };
  }
  let answer: Answer | undefined;
  try {
    answer = await send(context, operation, payment.transmit, deadline, options.minTimeoutMs);
    const { result, cost, receipt } = payment.read(answer);
    const requestId = requestIdOf(context, answer.headers);
    const outcome: Outcome = { ...requestId, timing: timingOf(answer), ...receipt, state: "accepted", cost };
    await end(reservation, outcome, context, deadline);
    return { answer, result, cost };
  } catch (thrown) {
    const error = isSeedbedError(thrown) ? thrown : thrownAfter(context, operation, thrown, answer);
    await end(reservation, { ...receiptOf(error), state: stateOf(error), cost: estimate }, context, deadline);
    throw error;
  }
}

/** What threw where nothing should: what came of the answer is kept, as it may have been paid for. */
function thrownAfter(context: ClientContext, operation: Operation, cause: unknown, answer?: Answer): UnexpectedError {
  return new UnexpectedError(`${placeOf(operation)}: ${failureText(cause)}. It may have been accepted and billed.`, {
    ...callOf(context, operation),
    billed: "unknown",
    cause,
    ...(answer
      ? { ...requestIdOf(context, answer.headers), answer: keepAnswer([answer.bytes], answer.mediaType) }
      : {}),
  });
}

/** When an answer came, as a generation tells it. */
export function timingOf({ sentAtMs, receivedAtMs, waitedMs }: Answer): Omit<Timing, "downloadMs"> {
  return { startedAt: new Date(sentAtMs).toISOString(), latencyMs: receivedAtMs - sentAtMs, waitedMs };
}

/**
 * Calls a caller's own callback, or its accounting: neither what it throws nor how long it takes may lose what was paid for. It
 * has half of the time that is left, so that there is time for the result; after an abort, or at the end of the time, it has
 * no more than a moment. It goes on by itself then. Without a deadline it is waited for.
 */
export async function callSafely(tell: () => void | Promise<void>, clock?: Clock, deadline?: Deadline): Promise<void> {
  try {
    const telling = tell();
    if (telling && clock && deadline) await heeded(telling, clock, deadline);
    else await telling;
  } catch {} // documented at RunOptions
}

/** Real milliseconds: time for a write that is under way, though an abort is to be heeded within 50. */
const momentMs = 25;

/** Waits for something until it is done, half of the time is over, or a moment after an abort. */
async function heeded(doing: Promise<void>, clock: Clock, deadline: Deadline): Promise<void> {
  const { signal } = deadline;
  const done = new AbortController();
  let moment: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    const abort = () => {
      moment = setTimeout(resolve, momentMs);
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true, signal: done.signal });
    clock.delay(deadline.left() / 2, done.signal).then(resolve, () => {}); // done in time
  });
  try {
    await Promise.race([doing, over]);
  } finally {
    clearTimeout(moment);
    done.abort(null); // a reason, or one with a stack is made for no one
  }
}

async function reserve(
  context: ClientContext,
  { operation, estimate, body }: Payment<unknown>,
  deadline: Deadline,
  options: RunOptions,
): Promise<Reservation | undefined> {
  const attempt: Attempt = {
    provider: operation.provider,
    model: operation.model,
    operation: operation.operationId,
    cost: estimate,
    ...(await keyAndTags(context, operation, body, options)),
  };
  try {
    const reserving = context.accounting?.reserve(attempt, deadline.signal);
    return reserving && "then" in reserving ? await reservedInTime(reserving, context, deadline) : reserving;
  } catch (error) {
    if (deadline.signal.aborted && error === deadline.signal.reason) throw stopped(context, operation, deadline);
    throw thrownBefore(context, operation, error);
  }
}

/** Waits for a reservation no longer than for the call; one that comes later is given back. */
async function reservedInTime(
  reserving: Promise<Reservation>,
  context: ClientContext,
  deadline: Deadline,
): Promise<Reservation> {
  try {
    return await abortable(reserving, deadline.signal);
  } catch (error) {
    if (deadline.signal.aborted) {
      reserving.then(
        (late) => end(late, { state: "not-sent", cost: null }, context, deadline),
        () => {}, // nothing was reserved
      );
    }
    throw error;
  }
}

/**
 * Ends a reservation, once. Trouble in the accounting is ignored, and it is not waited for without end: what was paid for, or
 * why it failed, comes first, and an attempt that was never ended keeps its worst case.
 */
async function end(
  reservation: Reservation | undefined,
  outcome: Outcome,
  context: ClientContext,
  deadline: Deadline,
): Promise<void> {
  if (!reservation) return;
  const { problem, reply } = outcome;
  const secrets = context.secrets();
  const clean: Outcome = {
    ...outcome,
    ...(problem === undefined ? {} : { problem: redact(problem, secrets) }),
    ...(reply === undefined ? {} : { reply: redactData(reply, secrets) }),
  };
  await callSafely(() => reservation.settle(clean), context.clock, deadline);
}

/** What helps a person to find out about a call that failed. */
function receiptOf(error: unknown): Receipt {
  if (!(error instanceof SeedbedError)) return {};
  const { message, requestId, job } = error;
  return { problem: message, ...(requestId && { requestId }), ...(job && { job }) };
}

function stateOf(error: unknown): AttemptState {
  if (!(error instanceof SeedbedError)) return "unknown";
  if (error.billed !== "no") return error.billed === "yes" ? "accepted" : "unknown";
  return error.status === undefined ? "not-sent" : "rejected";
}
