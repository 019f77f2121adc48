import { abortable } from "./abortable.ts";
import { placeOf } from "./answer.ts";
import { askedWait } from "./asked-wait.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import {
  ConnectionError,
  type ErrorDetails,
  NotFoundError,
  ProviderError,
  ResponseValidationError,
  ResultExpiredError,
  SeedbedError,
} from "./errors.ts";
import { failureText } from "./failure-text.ts";
import { fetchPicture, RefusedAddressError } from "./fetch-picture.ts";
import type { ImageReference } from "./image.ts";
import { keepAnswer } from "./kept-answer.ts";
import type { Operation } from "./operation.ts";
import { BodyTooLargeError, readBody } from "./read-body.ts";
import { discard } from "./redirect.ts";
import { continues, type ResumableBody, rangeHeaders } from "./resumable-body.ts";
import { stopped } from "./send.ts";

const mostRetries = 3;

/** Fetches a picture, without the key, and again after trouble, from where it broke off if the server can: that costs nothing. */
export async function download(
  context: ClientContext,
  operation: Operation,
  from: ImageReference,
  deadline: Deadline,
  paid: ErrorDetails,
): Promise<Uint8Array<ArrayBuffer>> {
  const details: ErrorDetails = { ...paid, images: [from] };
  const body: ResumableBody = { chunks: [] };
  for (let retries = 0; ; retries += 1) {
    const outcome = await attempt(context, operation, from, body, deadline, details);
    if (!(outcome instanceof SeedbedError)) return outcome;
    const passing = outcome instanceof ConnectionError || outcome instanceof ProviderError;
    const wait = outcome.retryAfterMs ?? 500 * 2 ** retries;
    if (!passing || retries >= mostRetries || wait > context.maxRetryWaitMs || wait >= deadline.left()) throw outcome;
    await context.clock.delay(wait, deadline.signal).catch(() => {
      throw stopped(context, operation, deadline, details);
    });
  }
}

async function attempt(
  context: ClientContext,
  operation: Operation,
  from: ImageReference,
  body: ResumableBody,
  deadline: Deadline,
  details: ErrorDetails,
): Promise<Uint8Array<ArrayBuffer> | SeedbedError> {
  const place = `${placeOf(operation)}: the image at ${from.url}`;
  try {
    const response = await abortable(
      fetchPicture(context, from.url, { headers: rangeHeaders(body), signal: deadline.signal }),
      deadline.signal,
    );
    if (!response.ok && response.status !== 416) return refused(context, response, from, place, details);
    if (!continues(body, response)) {
      discard(response);
      return new ConnectionError(`${place} came in a part that does not fit`, details);
    }
    return await abortable(readBody(response, context.maxResponseBytes, body.chunks), deadline.signal);
  } catch (error) {
    if (deadline.signal.aborted) return stopped(context, operation, deadline, details);
    if (error instanceof RefusedAddressError) return new ResponseValidationError(`${place} ${error.message}`, details);
    if (error instanceof BodyTooLargeError)
      return new ResponseValidationError(`${place} has more than ${context.maxResponseBytes} bytes`, {
        ...details,
        answer: keepAnswer(body.chunks, "", context.maxResponseBytes),
        cause: error,
      });
    return new ConnectionError(`${place} could not be fetched: ${failureText(error)}`, { ...details, cause: error });
  }
}

function refused(
  context: ClientContext,
  response: Response,
  from: ImageReference,
  place: string,
  details: ErrorDetails,
): SeedbedError {
  const { status } = response;
  discard(response);
  const wait = askedWait(response.headers, "", context.clock.now());
  const answered = { ...details, status, retryAfterMs: wait };
  const expired = status === 410 || (from.expiresAt !== undefined && context.clock.now() > Date.parse(from.expiresAt));
  if (expired) return new ResultExpiredError(`${place} has expired (${status})`, answered);
  if (status === 429 || status >= 500) return new ProviderError(`${place} failed with ${status}`, answered);
  return new NotFoundError(`${place} is not to be had (${status})`, answered);
}
