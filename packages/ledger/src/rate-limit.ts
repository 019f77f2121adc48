import { abortable, type Clock, InvalidRequestError } from "@seedbed/core";

/** So many requests in any window of time. */
export interface RateLimit {
  /** Most requests in any window of that length. */
  readonly requests: number;
  /** Length of the window, in milliseconds. */
  readonly perMs: number;
}

/** Admits requests one after the other, in the order they came, so that no window holds more than the limit allows. */
export interface RateLimiter {
  /** Resolves when one more request may leave; rejects with the signal's reason when it aborts. */
  admit(signal: AbortSignal): Promise<void>;
}

/** What is kept clear of a limit: a request may take longer to arrive than the one that it follows. */
export const marginShare = 1 / 60;

/**
 * Makes a limiter on a clock.
 *
 * @throws InvalidRequestError where the limit is none
 */
export function createRateLimiter(limit: RateLimit, clock: Clock): RateLimiter {
  const { requests, perMs } = limit;
  checkRateLimit(limit);
  const windowMs = perMs * (1 + marginShare);
  let admitted: number[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function next(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.now();
      admitted = admitted.filter((at) => at > now - windowMs);
      const oldest = admitted[admitted.length - requests];
      if (oldest === undefined) {
        admitted.push(now);
        return;
      }
      await clock.delay(oldest + windowMs - now, signal);
    }
  }

  return {
    admit(signal) {
      const turn = last.then(() => next(signal));
      last = turn.catch(() => {}); // who gave up leaves the queue; the next in it goes on
      return abortable(turn, signal);
    },
  };
}

/**
 * Refuses limits of which one is none. null is no limit.
 *
 * @throws InvalidRequestError
 */
export function checkRateLimits(limits: Readonly<Record<string, RateLimit | null>> = {}): void {
  for (const limit of Object.values(limits)) if (limit) checkRateLimit(limit);
}

/**
 * Refuses a limit that is none.
 *
 * @throws InvalidRequestError
 */
function checkRateLimit({ requests, perMs }: RateLimit): void {
  if (Number.isInteger(requests) && requests >= 1 && Number.isFinite(perMs) && perMs > 0) return;
  throw new InvalidRequestError(
    `A rate limit is at least one request in some milliseconds; it is ${requests} in ${perMs}.`,
    { field: "rateLimits" },
  );
}
