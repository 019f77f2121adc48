import type { EmulationClock } from "@seedbed/core/emulation";

/** So many requests in any window of so many milliseconds of the provider's time. */
export interface RateLimit {
  /** Most requests in any window of that length. */
  readonly requests: number;
  /** Length of the window, in milliseconds. */
  readonly perMs: number;
}

/**
 * A sliding window: a refused request does not count. Without a limit everything passes.
 *
 * @param accepted when requests passed, oldest first; it is kept up to date
 */
export function createThrottle(
  limit: RateLimit | null,
  clock: Pick<EmulationClock, "now">,
  accepted: number[] = [],
): () => number {
  return () => {
    if (limit === null) return 0;
    const now = clock.now();
    while (accepted[0] !== undefined && accepted[0] <= now - limit.perMs) accepted.shift();
    if (accepted.length >= limit.requests) return (accepted[0] ?? now) + limit.perMs - now;
    accepted.push(now);
    return 0;
  };
}
