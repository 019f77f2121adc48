import type { Clock } from "@seedbed/core";

/** The longest wait that is leapt over: a deadline, which is longer, must not come at once. */
const longestLeapMs = 200_000;

/** A clock that leaps over every wait of a client, so that a replay takes no time. */
export function createLeapingClock(startMs: number): Clock {
  let now = startMs;
  return {
    now: () => now,
    async delay(milliseconds, signal) {
      signal?.throwIfAborted();
      if (milliseconds > longestLeapMs)
        return new Promise((_, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
        );
      now += milliseconds;
    },
  };
}
