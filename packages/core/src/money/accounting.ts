import type { Timing } from "../call/generation.ts";
import type { RateLimit } from "../call/rate-limit.ts";
import type { ImageReference } from "../images/image.ts";
import type { Shortfall } from "../images/shortfall.ts";
import type { Job } from "../job/job.ts";
import type { Cost } from "./cost.ts";

/** What keeps count of paid calls: `@seedbed/ledger`, or the caller's own. */
export interface Accounting {
  /**
   * Asked before a paid POST leaves. Where the attempt has an idempotency key that is on its way already, it waits for that.
   *
   * @param signal - ends such a wait. The call does not wait on: a reservation that comes later is ended as `not-sent`
   * @throws BudgetExceededError where the worst case does not fit a budget any more
   * @throws OutcomeUnknownError where the idempotency key was sent before and it is unknown what became of it
   */
  reserve(attempt: Attempt, signal?: AbortSignal): Reservation | Promise<Reservation>;
  /**
   * Resolves when the provider's rate limit allows one more request.
   *
   * @param rateLimit - the client's own limit, in place of the one that the accounting knows. @default its own
   */
  admit(provider: string, signal: AbortSignal, rateLimit?: RateLimit): Promise<void>;
  /**
   * How long `admit` would make one more request wait if it were called now, in milliseconds, with those counted that wait
   * already. It only says so, and reserves nothing. Errors it throws are ignored.
   */
  admissionWaitMs?(provider: string, rateLimit?: RateLimit): number | Promise<number>;
  /**
   * Told where a job that was accepted has failed and is not billed: its money is free again, and its idempotency key may be sent
   * again. Errors it throws are ignored.
   *
   * @param problem - why it failed
   */
  failed?(job: Job, problem: string): void | Promise<void>;
  /**
   * Called when a job has ended and its provider says what it cost: that takes the place of the estimate that its attempt was
   * accepted with. Called again each time the job is waited for, also in another process. Errors it throws are ignored, and it is
   * waited for no longer than the images can wait.
   *
   * @param cost - as the provider reports it
   */
  charged?(job: Job, cost: Cost): void | Promise<void>;
}

/** One paid POST, before it is sent. */
export interface Attempt {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Model id, e.g. `segmind/seedream-v3`. */
  readonly model: string | undefined;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation: string;
  /** What it may cost; null where no price is known. */
  readonly cost: Cost | null;
  /** The caller's name of this request: it is paid for once. */
  readonly idempotencyKey?: string;
  /** SHA-256 of the request, in hex: the same key for another request is a mistake. Absent where the runtime has none. */
  readonly requestHash?: string;
  /** What the caller counts it under. */
  readonly tags?: readonly string[];
}

/** What became of a paid POST: it never left, was refused, was accepted, or no one can tell. */
export type AttemptState = "not-sent" | "rejected" | "accepted" | "unknown";

/** What is kept of an answer, so that it can be had again without paying again, or looked up by a person. */
export interface Receipt {
  /** The provider's own id of the request. */
  readonly requestId?: string;
  /** Where a job was submitted: it can be resumed. */
  readonly job?: Job;
  /** Where the images lie. Those that came as bytes are not kept. */
  readonly images?: readonly ImageReference[];
  /** Images that the answer has an item for, but that could not be had of it, and why. */
  readonly shortfall?: readonly Shortfall[];
  /** The provider's reply where a job was submitted, as JSON. */
  readonly reply?: unknown;
  /** When it began and what took how long. */
  readonly timing?: Omit<Timing, "downloadMs">;
  /** What went wrong, in words. */
  readonly problem?: string;
}

/** How an attempt ended. */
export interface Outcome extends Receipt {
  /** What became of it. */
  readonly state: AttemptState;
  /** What it cost; null: no price is known. */
  readonly cost: Cost | null;
}

/** An attempt that was accepted earlier under the same idempotency key: nothing was sent or paid for this time. */
export interface EarlierAttempt extends Receipt {
  /** The ledger's id of it. */
  readonly id: string;
  /** ISO 8601, when its money was reserved. */
  readonly reservedAt: string;
  /** What it cost; null where no price is known. */
  readonly cost: Cost | null;
}

/** Money set aside for one attempt. */
export interface Reservation {
  /** Set where the idempotency key was accepted before: nothing is reserved, nothing may be sent, nothing is to be ended. */
  readonly earlier?: EarlierAttempt;
  /**
   * Ends it, once. What was not spent is free again; an unknown outcome keeps the worst case. An error of it is ignored, and it
   * is not waited for without end: what was paid for comes first, and what was never ended keeps its worst case too.
   */
  settle(outcome: Outcome): void | Promise<void>;
}
