import type { Images } from "../images/image.ts";
import type { Shortfall } from "../images/shortfall.ts";
import type { Job } from "../job/job.ts";
import type { EarlierAttempt } from "../money/accounting.ts";
import type { Cost } from "../money/cost.ts";

/** What one paid request gave. */
export interface Generation {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Operation id. */
  readonly operation: string;
  /** e.g. `segmind/seedream-v5-lite`. */
  readonly model: string;
  /** Empty only beside `earlier`, where the images came as bytes: a ledger keeps their addresses alone. */
  readonly images: Images;
  /** Images that the answer has an item for, but that could not be had of it, and why. Absent if there are none. */
  readonly shortfall?: readonly Shortfall[];
  /** null: no price is known. */
  readonly cost: Cost | null;
  /** When it began and what took how long. */
  readonly timing: Timing;
  /** The provider's own id of the request, where it gives one. */
  readonly requestId?: string;
  /** Where the generation was a job. */
  readonly job?: Job;
  /** Where the idempotency key was paid for before: this is what is on record of it, and nothing was sent. */
  readonly earlier?: EarlierAttempt;
  /** What the answer held that no document describes. */
  readonly drift: readonly Drift[];
}

/** Milliseconds, by the client's clock. */
export interface Timing {
  /** ISO 8601: when the POST that was accepted left. */
  readonly startedAt: string;
  /** From then until the result was known; for a job, found by polling. Downloads are not in it. */
  readonly latencyMs: number;
  /**
   * Where it was found by polling: it finished between these, counted from the same moment. `minMs` is the last poll that
   * found it unfinished, `maxMs` is `latencyMs`; the difference is the most by which it was known late.
   */
  readonly polled?: { readonly minMs: number; readonly maxMs: number };
  /** Waited before, for a rate limit or a 429. */
  readonly waitedMs: number;
  /** Fetching the images, where they came as addresses. */
  readonly downloadMs: number;
}

/** Something that no document describes, though the old contract still holds. */
export interface Drift {
  /** e.g. `images[0].content_kind`. */
  readonly field: string;
  /** One sentence. */
  readonly message: string;
}
