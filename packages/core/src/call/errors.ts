import type { Image, ImageReference } from "../images/image.ts";
import type { Shortfall } from "../images/shortfall.ts";
import type { Job } from "../job/job.ts";
import { printableCause, printableText, redact, redactData } from "../redaction/redact.ts";
import type { KeptAnswer } from "./kept-answer.ts";

/** Whether the provider charged for the call: as far as it can be known. */
export type Billed = "no" | "yes" | "unknown";

/** What an error knows about the call that failed. */
export interface ErrorDetails {
  /** Provider id, e.g. `segmind`. */
  readonly provider?: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** The provider's own error code. */
  readonly code?: string;
  /** The provider's id of the request: what its support asks for. */
  readonly requestId?: string;
  /** @default "no" */
  readonly billed?: Billed;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The job, where one was submitted: it can be resumed. */
  readonly job?: Job;
  /** What was paid for and could be had, or at least where it lies. */
  readonly images?: readonly (Image | ImageReference)[];
  /** Images that the answer has an item for, but that could not be had of it, and why. */
  readonly shortfall?: readonly Shortfall[];
  /** The field of the request that is wrong. */
  readonly field?: string;
  /** The first kilobytes of the answer's text. */
  readonly body?: string;
  /** The answer as it came, if it may have been paid for and could not be used. */
  readonly answer?: KeptAnswer;
  /** What it came of. */
  readonly cause?: unknown;
  /** Texts that no message, body or cause may show. */
  readonly secrets?: readonly string[];
}

const brand = Symbol.for("seedbed.error");
const inspectCustom = Symbol.for("nodejs.util.inspect.custom");

/** In characters; more is cut, and its size said. */
const longestMessage = 4000;

const settable = { configurable: true, writable: true };

/** Kept off the errors: printing one must not show them. */
const secretsOf = new WeakMap<object, readonly string[]>();

/** The base of every error that Seedbed throws. Its JSON form is the one that the `seedbed` command prints. */
export abstract class SeedbedError extends Error {
  abstract override readonly name: string;
  /** Provider id, e.g. `segmind`. */
  readonly provider: string | undefined;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation: string | undefined;
  /** HTTP status of the answer. */
  readonly status: number | undefined;
  /** The provider's own error code. */
  readonly code: string | undefined;
  /** The provider's id of the request: what its support asks for. */
  readonly requestId: string | undefined;
  /** Whether the provider charged for the call, as far as it can be known. */
  readonly billed: Billed = "no";
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The job, where one was submitted: it can be resumed. */
  readonly job: Job | undefined;
  /** What was paid for and could be had, or at least where it lies. */
  readonly images: readonly (Image | ImageReference)[] | undefined;
  /** Images that the answer has an item for, but that could not be had of it, and why. */
  readonly shortfall: readonly Shortfall[] | undefined;
  /** The field of the request that is wrong. */
  readonly field: string | undefined;
  /** The first kilobytes of the answer's text. */
  readonly body: string | undefined;
  /** The answer as it came, if it may have been paid for and could not be used. Printed and in JSON as its size alone. */
  readonly answer: KeptAnswer | undefined;

  constructor(message: string, { cause, secrets = [], ...details }: ErrorDetails = {}) {
    super(
      printableText(message, secrets, longestMessage),
      cause === undefined ? undefined : { cause: printableCause(cause, secrets) },
    );
    secretsOf.set(this, secrets);
    for (const [name, value] of Object.entries(details)) {
      if (value === undefined) continue;
      const isBody = name === "body";
      const text = typeof value !== "string" ? value : isBody ? redact(value, secrets) : printableText(value, secrets);
      // Bytes are kept as they came, and are not printed.
      Object.defineProperty(this, name, { value: text, ...settable, enumerable: !ArrayBuffer.isView(text) });
    }
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, inspectCustom, { value: () => redact(this, secrets) });
  }

  /** Plain JSON, without the bytes of images and without secrets, in what was put on the error later too. */
  toJSON(): Record<string, unknown> {
    const { name, message, field: _field, body: _body, images, ...rest } = this;
    const document = { name, message, ...rest, images: images?.map((image) => ({ ...image, bytes: undefined })) };
    const secrets = secretsOf.get(this) ?? [];
    return redact(document, secrets) === document ? document : Object(redactData(document, secrets));
  }
}

/** The key is missing, wrong or not allowed to do this. */
export class AuthenticationError extends SeedbedError {
  override readonly name = "AuthenticationError";
}

/** The request breaks the provider's rules; most are refused before anything is sent. */
export class InvalidRequestError extends SeedbedError {
  override readonly name = "InvalidRequestError";
}

/** The account does not hold enough (402, 406, Novita's balance codes). */
export class InsufficientCreditsError extends SeedbedError {
  override readonly name = "InsufficientCreditsError";
}

/** The endpoint, the model or the task does not exist. */
export class NotFoundError extends SeedbedError {
  override readonly name = "NotFoundError";
}

/** Too many requests (429), after the waits that the caller allows. `retryAfterMs` says how long, where the provider did. */
export class RateLimitError extends SeedbedError {
  override readonly name = "RateLimitError";
}

/** The provider's moderation refused the prompt or an image. */
export class ContentPolicyViolationError extends SeedbedError {
  override readonly name = "ContentPolicyViolationError";
}

/** A job ended without images. */
export class GenerationFailedError extends SeedbedError {
  override readonly name = "GenerationFailedError";
}

/** The result was there and is no longer. */
export class ResultExpiredError extends SeedbedError {
  override readonly name = "ResultExpiredError";
}

/** The provider is in trouble (5xx), or answered what no document describes. */
export class ProviderError extends SeedbedError {
  override readonly name = "ProviderError";
}

/** The provider could not be reached, or the connection broke. */
export class ConnectionError extends SeedbedError {
  override readonly name = "ConnectionError";
}

/** The time that the caller gave is over. With a job, the job goes on and can be resumed. */
export class TimeoutError extends SeedbedError {
  override readonly name = "TimeoutError";
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortError extends SeedbedError {
  override readonly name = "AbortError";
}

/** A paid POST left and no one can tell what became of it. It is never sent again by itself. */
export class OutcomeUnknownError extends SeedbedError {
  override readonly name = "OutcomeUnknownError";
}

/** The answer breaks the documented contract. `body` keeps the first kilobytes of its text. */
export class ResponseValidationError extends SeedbedError {
  override readonly name = "ResponseValidationError";
}

/** Images that were paid for could not be saved. `images` holds them, or says where they lie: nothing needs to be generated again. */
export class SaveError extends SeedbedError {
  override readonly name = "SaveError";
}

/**
 * Something threw that is not one of Seedbed's errors: the caller's accounting, clock or settings, or a mistake of ours. `cause`
 * is what was thrown.
 */
export class UnexpectedError extends SeedbedError {
  override readonly name = "UnexpectedError";
}

/** The call may cost more than what is left of a budget; nothing was sent. */
export class BudgetExceededError extends SeedbedError {
  override readonly name = "BudgetExceededError";
}

/** The error classes that a provider's table can name. */
export const errorClasses = {
  AuthenticationError,
  InvalidRequestError,
  InsufficientCreditsError,
  NotFoundError,
  RateLimitError,
  ContentPolicyViolationError,
  GenerationFailedError,
  ResultExpiredError,
  ProviderError,
} as const;

/** Name of an error class that a provider's table can name. */
export type ErrorName = keyof typeof errorClasses;

/** What an error knows of its call, to be said by another. */
export function detailsOf({
  provider,
  operation,
  status,
  code,
  requestId,
  retryAfterMs,
  body,
  answer,
}: SeedbedError): ErrorDetails {
  return { provider, operation, status, code, requestId, retryAfterMs, body, answer };
}

/** Tells one of Seedbed's errors, also one from another copy of the package or another realm. */
export function isSeedbedError(value: unknown): value is SeedbedError {
  return typeof value === "object" && value !== null && brand in value;
}
