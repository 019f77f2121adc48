import { isRuntimeTimeout, wasNeverSent } from "#network-failure";
import { BodyTooLargeError, headOf, headText, readBody } from "../network/read-body.ts";
import { discard, maxRedirects, redirectTarget } from "../network/redirect.ts";
import { abortable } from "./abortable.ts";
import { type Answer, callOf, mediaTypeOf, placeOf, requestIdOf } from "./answer.ts";
import { errorFromAnswer } from "./classify.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import {
  ConnectionError,
  detailsOf,
  InvalidRequestError,
  OutcomeUnknownError,
  ResponseValidationError,
  type SeedbedError,
  TimeoutError,
} from "./errors.ts";
import { failureText } from "./failure-text.ts";
import { type KeptAnswer, keepAnswer } from "./kept-answer.ts";
import type { Operation } from "./operation.ts";

import { stopped } from "./stopped.ts";
import type { Transmit } from "./transmit.ts";

/**
 * Sends a request. A GET's redirects are followed while they stay on the same origin, so that the key goes nowhere else; a
 * POST's are not.
 */
async function fetchSameOrigin(fetch: ClientContext["fetch"], url: string, init: RequestInit): Promise<Response> {
  if (init.method !== "GET") return fetch(url, init);
  let current = url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(current, init);
    const target = redirectTarget(response, current);
    const atHome = target?.origin === new URL(url).origin && !target.username && !target.password;
    if (!target || !atHome || redirects === maxRedirects) return response;
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
export async function attempt(
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
        const response = await fetchSameOrigin(ask, request.url, init);
        received.response = response;
        received.bytes = await readBody(response, context.maxResponseBytes, received.chunks);
        return response;
      },
    });
    await abortable(sending, deadline.signal);
  } catch (error) {
    return classifyFailure(context, operation, deadline, error, received);
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
function classifyFailure(
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

/** A paid POST whose outcome is unknown says so. */
function withOutcome(context: ClientContext, error: SeedbedError): SeedbedError {
  if (error.billed !== "unknown") return error;
  return new OutcomeUnknownError(
    `${error.message.replace(/\.$/, "")}. It may have been accepted and billed; it was not sent again.`,
    { ...detailsOf(error), secrets: context.secrets(), billed: "unknown", cause: error },
  );
}
