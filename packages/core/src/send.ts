import { isRuntimeTimeout, wasNeverSent } from "#network-failure";
import { abortable } from "./abortable.ts";
import { type Answer, callOf, mediaTypeOf, placeOf, requestIdOf } from "./answer.ts";
import { errorFromAnswer } from "./classify.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import {
  AbortError,
  ConnectionError,
  detailsOf,
  InvalidRequestError,
  isSeedbedError,
  OutcomeUnknownError,
  ResponseValidationError,
  SeedbedError,
  TimeoutError,
  UnexpectedError,
} from "./errors.ts";
import { failureText } from "./failure-text.ts";
import { type KeptAnswer, keepAnswer } from "./kept-answer.ts";
import type { Operation } from "./operation.ts";
import { BodyTooLargeError, headOf, headText, readBody } from "./read-body.ts";
import { discard, mostRedirects, redirectTarget } from "./redirect.ts";

/** What is handed to a client's `api` for one attempt. */
export interface TransmitInit {
  /** The client's own, which applies its limits. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What every call carries, the key among them. */
  readonly headers: Record<string, string>;
  /** No redirect is followed unseen. */
  readonly redirect: "manual";
}

/** Sends one request by a client's `api`: `(init) => api.POST("/path", { body, ...init })`. */
export type Transmit = (init: TransmitInit) => Promise<unknown>;

const mostWaits = 3;
const mostRetries = 2;

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
    const again = limited ? waits < mostWaits : isRepeatable(operation, outcome) && retries < mostRetries;
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

/**
 * Sends a request. A GET's redirects are followed while they stay on the same origin, so that the key goes nowhere else; a
 * POST's are not.
 */
async function fetchAtHome(fetch: ClientContext["fetch"], url: string, init: RequestInit): Promise<Response> {
  if (init.method !== "GET") return fetch(url, init);
  let current = url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(current, init);
    const target = redirectTarget(response, current);
    const atHome = target?.origin === new URL(url).origin && !target.username && !target.password;
    if (!target || !atHome || redirects === mostRedirects) return response;
    discard(response);
    current = target.href;
  }
}

/** What has come of an attempt so far. */
interface Progress {
  /** A request was made, and the client's `fetch` called with it. */
  asked?: boolean;
  /** It may have left. */
  left?: boolean;
  response?: Response;
  readonly chunks: Uint8Array[];
  bytes?: Uint8Array<ArrayBuffer>;
}

type Received = Pick<Answer, "status" | "headers" | "bytes" | "mediaType">;

/** One attempt. What comes back as an error has been weighed: was it billed, may it be repeated. */
async function attempt(
  context: ClientContext,
  operation: Operation,
  transmit: Transmit,
  deadline: Deadline,
): Promise<Received | SeedbedError> {
  const received: Progress = { chunks: [] };
  try {
    const sending = transmit({
      headers: context.headers(),
      redirect: "manual",
      fetch: async (request) => {
        const init = await partsOf(request, deadline.signal, received);
        deadline.signal.throwIfAborted();
        received.asked = true;
        const ask: ClientContext["fetch"] = (url, init) => {
          const answering = context.fetch(url, init); // an injected one that throws here has not accepted its arguments
          received.left = true;
          return answering;
        };
        const response = await fetchAtHome(ask, request.url, init);
        received.response = response;
        received.bytes = await readBody(response, context.maxResponseBytes, received.chunks);
        return response;
      },
    });
    await abortable(sending, deadline.signal);
  } catch (error) {
    return weigh(context, operation, deadline, error, received);
  }
  const { response, bytes } = received;
  if (!response || !bytes) throw new Error("nothing was fetched"); // `api` always calls fetch
  if (!response.ok)
    return withOutcome(context, errorFromAnswer(context, operation, response, bytes, keptOf(context, received)));
  return { status: response.status, headers: response.headers, bytes, mediaType: mediaTypeOf(response.headers) };
}

/** What came of an answer, up to the limit. */
function keptOf({ maxResponseBytes }: ClientContext, { response, chunks }: Progress): KeptAnswer | undefined {
  return response && chunks.length > 0
    ? keepAnswer(chunks, mediaTypeOf(response.headers), maxResponseBytes)
    : undefined;
}

/**
 * A request in plain objects and text, which every `fetch` takes: one of another library knows no `Request` of the runtime. It notes
 * when its body is read, as from then on it may have left.
 */
async function partsOf(request: Request, signal: AbortSignal, received: Progress): Promise<RequestInit> {
  const { method, redirect } = request;
  const init: RequestInit = { method, headers: Object.fromEntries(request.headers), redirect, signal };
  if (method === "GET") return init;
  const text = await request.text();
  return Object.defineProperty(init, "body", {
    enumerable: true,
    get() {
      received.left = true;
      return text;
    },
  });
}

/** What a failure on the way means. */
function weigh(
  context: ClientContext,
  operation: Operation,
  deadline: Deadline,
  error: unknown,
  received: Progress,
): SeedbedError {
  const { asked, left, response, chunks } = received;
  const answer = keptOf(context, received);
  const body = headText(headOf(chunks), context.secrets());
  const shared = {
    ...callOf(context, operation),
    cause: error,
    ...(response ? { status: response.status, ...requestIdOf(context, response.headers) } : {}),
    body: body || undefined,
    answer,
  };
  const billed = operation.method === "GET" || !left ? "no" : "unknown";
  if (deadline.signal.aborted)
    return withOutcome(
      context,
      stopped(context, operation, deadline, { ...shared, cause: deadline.signal.reason, billed }),
    );
  if (!asked) {
    return new InvalidRequestError(
      `${placeOf(operation)}: no request can be made of this: ${failureText(error)}`,
      shared,
    );
  }
  // A refusal holds also where its words are cut off or too many.
  if (response && !response.ok)
    return withOutcome(context, errorFromAnswer(context, operation, response, headOf(chunks), answer));
  if (error instanceof BodyTooLargeError) {
    return new ResponseValidationError(`${placeOf(operation)} answered more than ${context.maxResponseBytes} bytes`, {
      ...shared,
      billed,
    });
  }
  if (!response && (!left || wasNeverSent(error)))
    return new ConnectionError(`${placeOf(operation)} could not be reached: ${failureText(error)}`, {
      ...shared,
      billed: "no",
    });
  const text = `${placeOf(operation)} broke off${response ? " within the answer" : ""}: ${failureText(error)}`;
  const Failure = isRuntimeTimeout(error) ? TimeoutError : ConnectionError;
  return withOutcome(context, new Failure(text, { ...shared, billed }));
}

/** A paid POST of which no one knows what became of it says so. */
function withOutcome(context: ClientContext, error: SeedbedError): SeedbedError {
  if (error.billed !== "unknown") return error;
  return new OutcomeUnknownError(
    `${error.message.replace(/\.$/, "")}. It may have been accepted and billed; it was not sent again.`,
    { ...detailsOf(error), secrets: context.secrets(), billed: "unknown", cause: error },
  );
}
