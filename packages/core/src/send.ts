import { abortable } from "./abortable.ts";
import { type Answer, mediaTypeOf, placeOf, requestIdOf } from "./answer.ts";
import { errorFromAnswer } from "./classify.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import {
  AbortError,
  ConnectionError,
  InvalidRequestError,
  OutcomeUnknownError,
  ResponseValidationError,
  SeedbedError,
  TimeoutError,
} from "./errors.ts";
import { failureText, isRuntimeTimeout, wasNeverSent } from "./network-failure.ts";
import type { Operation } from "./operation.ts";
import { BodyTooLargeError, headText, readBody } from "./read-body.ts";

/** What is handed to openapi-fetch for one attempt. */
export interface TransmitInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly redirect: "manual";
  readonly parseAs: "stream";
}

/** Sends one request through openapi-fetch: `(init) => api.POST("/path", { body, ...init })`. */
export type Transmit = (init: TransmitInit) => Promise<unknown>;

const mostWaits = 3;
const mostRetries = 2;

/**
 * Sends a request until it has an answer, and repeats it only where that cannot pay twice: a POST after a failure that
 * provably came before it left, or after a 429; a GET also after any trouble on the way.
 */
export async function send(
  context: ClientContext,
  operation: Operation,
  transmit: Transmit,
  deadline: Deadline,
): Promise<Answer> {
  const startedAtMs = context.clock.now();
  let waits = 0;
  let retries = 0;
  for (;;) {
    await pause(context, operation, deadline, () => context.accounting?.admit(operation.provider, deadline.signal));
    const sentAtMs = context.clock.now();
    const outcome = await attempt(context, operation, transmit, deadline);
    if (!(outcome instanceof SeedbedError)) {
      return { ...outcome, sentAtMs, receivedAtMs: context.clock.now(), waitedMs: Math.max(0, sentAtMs - startedAtMs) };
    }
    const limited = outcome.status === 429;
    const again = limited ? waits < mostWaits : isRepeatable(operation, outcome) && retries < mostRetries;
    const wait = outcome.retryAfterMs ?? 500 * 2 ** (limited ? waits + 1 : retries);
    if (!again || wait > context.maxRetryWaitMs || wait >= deadline.left()) throw outcome;
    if (limited) waits += 1;
    else retries += 1;
    await pause(context, operation, deadline, () => context.clock.delay(wait, deadline.signal));
  }
}

/** Whether a failed attempt may be made again by itself. */
function isRepeatable(operation: Operation, error: SeedbedError): boolean {
  if (operation.method !== "GET") return error instanceof ConnectionError && error.billed === "no";
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  return error.status !== undefined && error.status >= 500;
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
    throw deadline.signal.aborted ? stopped(context, operation, deadline) : error;
  }
}

/** The error of a call that the caller or the time-out ended. */
export function stopped(
  context: ClientContext,
  operation: Operation,
  deadline: Deadline,
  details: ConstructorParameters<typeof AbortError>[1] = {},
): TimeoutError | AbortError {
  const all = {
    provider: operation.provider,
    operation: operation.operationId,
    secrets: context.secrets(),
    cause: deadline.signal.reason,
    ...details,
  };
  if (deadline.expired())
    return new TimeoutError(`${placeOf(operation)} timed out: ${failureText(deadline.signal.reason)}`, all);
  return new AbortError(`${placeOf(operation)} was aborted`, all);
}

type Received = Pick<Answer, "status" | "headers" | "bytes" | "mediaType">;

/** One attempt. What comes back as an error has been weighed: was it billed, may it be repeated. */
async function attempt(
  context: ClientContext,
  operation: Operation,
  transmit: Transmit,
  deadline: Deadline,
): Promise<Received | SeedbedError> {
  const received: { left?: boolean; response?: Response; bytes?: Uint8Array<ArrayBuffer> } = {};
  try {
    const sending = transmit({
      headers: context.headers(),
      signal: deadline.signal,
      redirect: "manual",
      parseAs: "stream",
      fetch: async (request) => {
        received.left = true;
        const response = await context.fetch(request);
        received.response = response;
        received.bytes = await readBody(response, context.maxResponseBytes);
        // openapi-fetch builds and sends. Reading is done here: it would read errors without a limit and throw on pictures.
        return new Response(null, { status: 204 });
      },
    });
    await abortable(sending, deadline.signal);
  } catch (error) {
    return weigh(context, operation, deadline, error, received);
  }
  const { response, bytes } = received;
  if (!response || !bytes) throw new Error("openapi-fetch did not call fetch"); // it always does
  if (!response.ok) return withOutcome(operation, context, errorFromAnswer(context, operation, response, bytes));
  return { status: response.status, headers: response.headers, bytes, mediaType: mediaTypeOf(response.headers) };
}

/** What a failure on the way means. */
function weigh(
  context: ClientContext,
  operation: Operation,
  deadline: Deadline,
  error: unknown,
  { left, response }: { left?: boolean; response?: Response },
): SeedbedError {
  const shared = {
    provider: operation.provider,
    operation: operation.operationId,
    secrets: context.secrets(),
    cause: error,
    ...(response ? { status: response.status, ...requestIdOf(context, response.headers) } : {}),
  };
  const billed = operation.method === "GET" || !left ? "no" : "unknown";
  if (deadline.signal.aborted)
    return withOutcome(
      operation,
      context,
      stopped(context, operation, deadline, { ...shared, cause: deadline.signal.reason, billed }),
    );
  if (!left) {
    return new InvalidRequestError(
      `${placeOf(operation)}: no request can be made of this: ${failureText(error)}`,
      shared,
    );
  }
  // A refusal holds also where its words are cut off or too many.
  if (response && !response.ok) {
    const head = error instanceof BodyTooLargeError ? error.head : new Uint8Array();
    return withOutcome(operation, context, errorFromAnswer(context, operation, response, head));
  }
  if (error instanceof BodyTooLargeError) {
    return new ResponseValidationError(`${placeOf(operation)} answered more than ${context.maxResponseBytes} bytes`, {
      ...shared,
      billed,
      body: headText(error.head, context.secrets()),
    });
  }
  if (!response && wasNeverSent(error))
    return new ConnectionError(`${placeOf(operation)} could not be reached: ${failureText(error)}`, {
      ...shared,
      billed: "no",
    });
  const text = `${placeOf(operation)} broke off${response ? " within the answer" : ""}: ${failureText(error)}`;
  const failure = isRuntimeTimeout(error)
    ? new TimeoutError(text, { ...shared, billed })
    : new ConnectionError(text, { ...shared, billed });
  return withOutcome(operation, context, failure);
}

/** A paid POST of which no one knows what became of it says so. */
function withOutcome(operation: Operation, context: ClientContext, error: SeedbedError): SeedbedError {
  if (operation.method === "GET" || error.billed !== "unknown") return error;
  return new OutcomeUnknownError(
    `${error.message.replace(/\.$/, "")}. It may have been accepted and billed; it was not sent again.`,
    {
      provider: operation.provider,
      operation: operation.operationId,
      billed: "unknown",
      cause: error,
      secrets: context.secrets(),
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
      ...(error.body === undefined ? {} : { body: error.body }),
    },
  );
}
