import type { EmulationClock } from "@seedbed/core/emulation";
/** So many requests in any window of so many milliseconds of the provider's time. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}
/** A sliding window: a refused request does not count. Without a limit everything passes. */
export declare function createThrottle(limit: RateLimit | null, clock: EmulationClock): () => number;
