import { abortable, type Clock, checkRateLimit, type RateLimit } from "@seedbed/core";

export type { RateLimit } from "@seedbed/core";

/** Admits requests one after the other, in the order they came, so that no window holds more than the limit allows. */
export interface RateLimiter {
  /**
   * Resolves when one more request may leave; rejects with the signal's reason when it aborts.
   *
   * @param limit - in place of the limiter's own
   */
  admit(signal: AbortSignal, limit?: RateLimit): Promise<void>;
  /** How long one more request would wait if it asked now, in milliseconds: those that wait already go first. */
  waitMs(limit?: RateLimit): number;
}

/** What is kept clear of a limit: a request may take longer to arrive than the one that it follows. */
export const marginShare = 1 / 60;

/**
 * Makes a limiter on a clock.
 *
 * @throws InvalidRequestError if the limit is not valid
 */
export function createRateLimiter(limit: RateLimit, clock: Clock): RateLimiter {
  checkRateLimit(limit, "rateLimits");
  const windowOf = ({ perMs }: RateLimit) => perMs * (1 + marginShare);
  let longestMs = windowOf(limit);
  /** When requests were admitted, the oldest first. */
  let admitted: number[] = [];
  /** Those that wait, in their order. */
  const waiting = new Set<{ readonly own: RateLimit; readonly signal: AbortSignal }>();
  let last: Promise<unknown> = Promise.resolve();

  /** When a request may leave after others did: now, or once the window has room. */
  function turnAt(before: readonly number[], { requests, ...own }: RateLimit, nowMs: number): number {
    const oldest = before[before.length - requests];
    return oldest === undefined ? nowMs : Math.max(nowMs, oldest + windowOf({ requests, ...own }));
  }

  async function next(own: RateLimit, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.now();
      const waitMs = turnAt(admitted, own, now) - now;
      if (waitMs <= 0) {
        admitted = [...admitted.filter((at) => at > now - longestMs), now];
        return;
      }
      await clock.delay(waitMs, signal);
    }
  }

  return {
    admit(signal, own = limit) {
      checkRateLimit(own, "rateLimit");
      longestMs = Math.max(longestMs, windowOf(own));
      const entry = { own, signal };
      waiting.add(entry);
      const turn = last.then(() => next(own, signal)).finally(() => waiting.delete(entry));
      last = turn.catch(() => {}); // who gave up leaves the queue; the next in it goes on
      return abortable(turn, signal);
    },
    waitMs(own = limit) {
      const now = clock.now();
      const turns = [...admitted];
      const before = [...waiting].filter(({ signal }) => !signal.aborted).map((each) => each.own);
      for (const each of [...before, own]) turns.push(turnAt(turns, each, Math.max(now, turns.at(-1) ?? now)));
      return (turns.at(-1) ?? now) - now;
    },
  };
}

/**
 * Refuses limits if one is not valid. null is not a limit.
 *
 * @throws InvalidRequestError
 */
export function checkRateLimits(limits: Readonly<Record<string, RateLimit | null>> = {}): void {
  for (const limit of Object.values(limits)) if (limit) checkRateLimit(limit, "rateLimits");
}
