import type { AttemptState, Reservation } from "./accounting.ts";
import type { Answer } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import type { Cost } from "./cost.ts";
import type { Deadline } from "./deadline.ts";
import { SeedbedError } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { send, type Transmit } from "./send.ts";

/** Sends a paid POST: the money is reserved before it leaves, and the reservation ends with what came of it. */
export async function pay<T>(
  context: ClientContext,
  operation: Operation,
  estimate: Cost | null,
  transmit: Transmit,
  deadline: Deadline,
  read: (answer: Answer) => { result: T; cost: Cost | null },
): Promise<{ answer: Answer; result: T; cost: Cost | null }> {
  const reservation = await context.accounting?.reserve({
    provider: operation.provider,
    model: operation.model,
    operation: operation.operationId,
    cost: estimate,
  });
  try {
    const answer = await send(context, operation, transmit, deadline);
    const { result, cost } = read(answer);
    await end(reservation, "accepted", cost);
    return { answer, result, cost };
  } catch (error) {
    await end(reservation, stateOf(error), estimate);
    throw error;
  }
}

/**
 * Ends a reservation, once. Trouble in the books is passed over: what was paid for, or why it failed, comes first, and an
 * attempt that was never ended keeps its worst case.
 */
async function end(reservation: Reservation | undefined, state: AttemptState, cost: Cost | null): Promise<void> {
  try {
    await reservation?.settle({ state, cost });
  } catch {} // see above
}

function stateOf(error: unknown): AttemptState {
  if (!(error instanceof SeedbedError)) return "unknown";
  if (error.billed !== "no") return error.billed === "yes" ? "accepted" : "unknown";
  return error.status === undefined ? "not-sent" : "rejected";
}
