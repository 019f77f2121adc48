import type { ClientOptions } from "../call/client-options.ts";
import { withDeadline } from "../call/deadline.ts";
import type { SeedbedError } from "../call/errors.ts";
import type { Operation } from "../call/operation.ts";
import { send } from "../call/send.ts";
import { failure } from "./failing.ts";
import { createFakeClock } from "./fake-clock.ts";
import { contextOf, type Play, playFetch, transmitLook, transmitMake } from "./fake-provider.ts";

/** Sends one request on a clock that stands still, with answers in order. */
export function startSend(
  operation: Operation,
  plays: readonly Play[],
  options: ClientOptions = {},
  signal?: AbortSignal,
) {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({ fetch, clock, ...options });
  const transmit = operation.method === "GET" ? transmitLook(context) : transmitMake(context);
  const promise = withDeadline(clock, context.timeoutMs ?? 300_000, signal, (deadline) =>
    send(context, operation, transmit, deadline),
  );
  promise.catch(() => {}); // looked at below
  return { clock, sent, promise };
}

/** Sends one request, and gives the error that it ends with. */
export async function failingSend(operation: Operation, plays: readonly Play[], options?: ClientOptions) {
  const { clock, sent, promise } = startSend(operation, plays, options);
  const error = (await clock.finish(failure(promise))) as SeedbedError;
  return { error, sent, clock };
}
