import type { AttemptState, EarlierAttempt, Outcome, Receipt, Reservation } from "./accounting.ts";
import { type Answer, requestIdOf } from "./answer.ts";
import type { ClientContext, RunOptions } from "./client-context.ts";
import type { Cost } from "./cost.ts";
import { checkMilliseconds, type Deadline } from "./deadline.ts";
import { SeedbedError } from "./errors.ts";
import type { Timing } from "./generation.ts";
import type { Operation } from "./operation.ts";
import { keyAndTags } from "./request-key.ts";
import { send, stopped, type Transmit } from "./send.ts";

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

/** What a paid POST gave; `earlier` where its request key had been paid for before, and nothing was sent. */
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
    await told(() => options.onEarlier?.(reservation.earlier as EarlierAttempt)); // it was looked at just now
    return { earlier: reservation.earlier };
  }
  try {
    const answer = await send(context, operation, payment.transmit, deadline, options.minTimeoutMs);
    const { result, cost, receipt } = payment.read(answer);
    const requestId = requestIdOf(context, answer.headers);
    await end(reservation, { ...requestId, timing: timingOf(answer), ...receipt, state: "accepted", cost });
    return { answer, result, cost };
  } catch (error) {
    await end(reservation, { ...receiptOf(error), state: stateOf(error), cost: estimate });
    throw error;
  }
}

/** When an answer came, as a generation tells it. */
export function timingOf({ sentAtMs, receivedAtMs, waitedMs }: Answer): Omit<Timing, "downloadMs"> {
  return { startedAt: new Date(sentAtMs).toISOString(), latencyMs: receivedAtMs - sentAtMs, waitedMs };
}

/** Calls a caller's own callback: what it throws must not lose what was paid for. */
export async function told(tell: () => void | Promise<void>): Promise<void> {
  try {
    await tell();
  } catch {} // documented at RunOptions
}

async function reserve(
  context: ClientContext,
  { operation, estimate, body }: Payment<unknown>,
  deadline: Deadline,
  options: RunOptions,
): Promise<Reservation | undefined> {
  const attempt = {
    provider: operation.provider,
    model: operation.model,
    operation: operation.operationId,
    cost: estimate,
    ...(await keyAndTags(context, operation, body, options)),
  };
  try {
    return await context.accounting?.reserve(attempt, deadline.signal);
  } catch (error) {
    throw deadline.signal.aborted && error === deadline.signal.reason ? stopped(context, operation, deadline) : error;
  }
}

/**
 * Ends a reservation, once. Trouble in the books is passed over: what was paid for, or why it failed, comes first, and an
 * attempt that was never ended keeps its worst case.
 */
async function end(reservation: Reservation | undefined, outcome: Outcome): Promise<void> {
  try {
    await reservation?.settle(outcome);
  } catch {} // see above
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
