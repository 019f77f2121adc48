import type { Clock } from "./call/clock.ts";

/**
 * The longest wait that is over at once: what is longer is a deadline, which must not come before what it limits. Half of the
 * default timeout of 300 s is what a callback is given.
 */
const longestWaitMs = 120_000;

/**
 * A clock on which every wait of a client is over at once and counted, so that a test takes no time and depends on no machine.
 * A delay of more than 120,000 ms is a deadline: it comes once the waits have passed it.
 *
 * @param startMs - milliseconds since 1970. @default 0
 */
export function createInstantClock(startMs = 0): Clock {
  let now = startMs;
  const deadlines = new Set<{ readonly atMs: number; readonly come: () => void }>();
  return {
    now: () => now,
    async delay(milliseconds, signal) {
      signal?.throwIfAborted();
      if (milliseconds > longestWaitMs)
        return new Promise((resolve, reject) => {
          const end = () => {
            deadlines.delete(deadline);
            reject(signal?.reason);
          };
          const come = () => {
            deadlines.delete(deadline);
            signal?.removeEventListener("abort", end);
            resolve();
          };
          const deadline = { atMs: now + milliseconds, come };
          deadlines.add(deadline);
          signal?.addEventListener("abort", end, { once: true });
        });
      now += milliseconds;
      for (const deadline of [...deadlines].sort((a, b) => a.atMs - b.atMs)) if (deadline.atMs <= now) deadline.come();
    },
  };
}
