import { continues, rangeHeaders } from "#platform";
import { abortable } from "../call/abortable.ts";
import { mediaTypeOf, placeOf } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { Deadline } from "../call/deadline.ts";
import {
  ConnectionError,
  type ErrorDetails,
  NotFoundError,
  ProviderError,
  ResponseValidationError,
  ResultExpiredError,
  SeedbedError,
} from "../call/errors.ts";
import { failureText } from "../call/failure-text.ts";
import { type KeptAnswer, keepAnswer } from "../call/kept-answer.ts";
import type { Operation } from "../call/operation.ts";
import { readRetryAfterMs } from "../call/retry-after-ms.ts";
import { stopped } from "../call/stopped.ts";
import { fetchAddress, RefusedAddressError } from "../network/fetch-address.ts";
import { BodyTooLargeError, readBody } from "../network/read-body.ts";
import { discard } from "../network/redirect.ts";
import type { ResumableBody } from "../network/resumable-body.ts";
import { type ImageReference, measureImage } from "./image.ts";

const maxRetries = 3;
/** An image that is cut off before this many bytes cannot be recognized, and no image is smaller. */
const leastBytes = 16;

/** What came of an address. */
export interface Downloaded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As the server calls it, without parameters; empty if it does not. */
  readonly mediaType: string;
  /** Whether the server says how long it is: without that, a connection that breaks looks like its end. */
  readonly isFramed: boolean;
}

/**
 * Fetches an image, without the key, and again after trouble or if its end is missing, from where it broke off if the server
 * can: that costs nothing. An image that is still cut off after that is better than none.
 */
export async function download(
  context: ClientContext,
  operation: Operation,
  from: ImageReference,
  deadline: Deadline,
  paid: ErrorDetails,
): Promise<Downloaded> {
  const details: ErrorDetails = { ...paid, images: [from] };
  const body: ResumableBody = { chunks: [] };
  let cut: Downloaded | undefined;
  /** The most that came in one attempt: the next one may drop it, and bring less. */
  let most: KeptAnswer | undefined;
  for (let retries = 0; ; retries += 1) {
    const outcome = await attempt(context, operation, from, body, deadline, details);
    const failure = outcome instanceof SeedbedError ? outcome : undefined;
    if (failure?.answer && failure.answer.sizeBytes >= (most?.sizeBytes ?? 1)) most = failure.answer;
    if (!(outcome instanceof SeedbedError)) {
      if (!isCut(outcome)) return outcome;
      if (outcome.bytes.length >= (cut?.bytes.length ?? 0)) cut = outcome;
    }
    const passing = !failure || failure instanceof ConnectionError || failure instanceof ProviderError;
    const wait = failure?.retryAfterMs ?? 500 * 2 ** retries;
    if (!passing || retries >= maxRetries || wait > context.maxRetryWaitMs || wait >= deadline.left()) {
      const isStopped = deadline.signal.aborted && !deadline.expired();
      if (isStopped || !cut || (failure && cut.bytes.length < leastBytes)) {
        const error = failure ?? stopped(context, operation, deadline, details);
        throw most ? Object.assign(error, { answer: most }) : error;
      }
      return cut;
    }
    await context.clock.delay(wait, deadline.signal).catch(() => {
      throw stopped(context, operation, deadline, { ...details, answer: most });
    });
  }
}

function isCut({ bytes, isFramed }: Downloaded): boolean {
  const known = measureImage(bytes);
  return known ? known.truncated === true : !isFramed && bytes.length < leastBytes;
}

async function attempt(
  context: ClientContext,
  operation: Operation,
  from: ImageReference,
  body: ResumableBody,
  deadline: Deadline,
  details: ErrorDetails,
): Promise<Downloaded | SeedbedError> {
  const place = `${placeOf(operation)}: the image at ${from.url}`;
  let mediaType = "";
  try {
    const response = await abortable(
      fetchAddress(context, from.url, { headers: rangeHeaders(body), signal: deadline.signal }),
      deadline.signal,
    );
    if (!response.ok && response.status !== 416) return refused(context, response, from, place, details);
    if (!continues(body, response)) {
      discard(response);
      return new ConnectionError(`${place} came in a part that does not fit`, details);
    }
    const { headers } = response;
    mediaType = mediaTypeOf(headers);
    const bytes = await abortable(readBody(response, context.maxResponseBytes, body.chunks), deadline.signal);
    const isFramed = headers.has("content-length") || headers.has("transfer-encoding");
    return { bytes, mediaType, isFramed };
  } catch (error) {
    const came = [...body.chunks]; // the next attempt may begin anew
    const answer = came.length > 0 ? keepAnswer(came, mediaType, context.maxResponseBytes) : undefined;
    if (deadline.signal.aborted) return stopped(context, operation, deadline, { ...details, answer });
    if (error instanceof RefusedAddressError) return new ResponseValidationError(`${place} ${error.message}`, details);
    if (error instanceof BodyTooLargeError)
      return new ResponseValidationError(`${place} has more than ${context.maxResponseBytes} bytes`, {
        ...details,
        answer,
        cause: error,
      });
    return new ConnectionError(`${place} could not be fetched: ${failureText(error)}`, {
      ...details,
      answer,
      cause: error,
    });
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
  const wait = readRetryAfterMs(response.headers, "", context.clock.now());
  const answered = { ...details, status, retryAfterMs: wait };
  const expired = status === 410 || (from.expiresAt !== undefined && context.clock.now() > Date.parse(from.expiresAt));
  if (expired) return new ResultExpiredError(`${place} has expired (${status})`, answered);
  if (status === 429 || status >= 500) return new ProviderError(`${place} failed with ${status}`, answered);
  return new NotFoundError(`${place} is not available (${status})`, answered);
}
