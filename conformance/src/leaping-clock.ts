import type { Clock } from "@seedbed/core";

/** The longest wait that is leapt over: a deadline, which is longer, must not come at once. */
const longestLeapMs = 200_000;

/** A clock that leaps over every wait of a client, so that a replay takes no time. A deadline comes once the waits have passed it. */
export function createLeapingClock(startMs: number): Clock {
  let now = startMs;
  const deadlines = new Set<{ readonly atMs: number; readonly come: () => void }>();
  return {
    now: () => now,
    async delay(milliseconds, signal) {
      signal?.throwIfAborted();
      if (milliseconds > longestLeapMs)
        return new Promise((resolve, reject) => {
          const deadline = { atMs: now + milliseconds, come: resolve };
          deadlines.add(deadline);
          const end = () => {
            deadlines.delete(deadline);
            reject(signal?.reason);
          };
          signal?.addEventListener("abort", end, { once: true });
        });
      now += milliseconds;
      for (const deadline of deadlines) if (deadline.atMs <= now) deadline.come();
    },
  };
}
