import { callOf, placeOf } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import { AbortError, SeedbedError, TimeoutError } from "./errors.ts";
import { failureText } from "./failure-text.ts";
import type { Operation } from "./operation.ts";

/** The error of a call that the caller or the time-out ended. */
export function stopped(
  context: ClientContext,
  operation: Operation,
  deadline: Deadline,
  details: ConstructorParameters<typeof AbortError>[1] = {},
): TimeoutError | AbortError {
  const all = { ...callOf(context, operation), cause: deadline.signal.reason, ...details };
  if (deadline.expired()) {
    const { trouble = all.cause } = deadline;
    const last = trouble instanceof SeedbedError ? `; before that: ${trouble.message}` : "";
    return new TimeoutError(`${placeOf(operation)} timed out: ${failureText(deadline.signal.reason)}${last}`, {
      ...all,
      cause: trouble,
    });
  }
  return new AbortError(`${placeOf(operation)} was aborted`, all);
}
