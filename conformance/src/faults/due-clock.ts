import { type Clock, createClock } from "@seedbed/core";

/** A time-out that no wait of a client comes near. On a clock that runs a hundred times as fast as the wall it is five minutes. */
export const ampleMs = 30_000_000;

/** Waits that are longer are deadlines. */
const longestWaitMs = ampleMs / 2;

/**
 * A client's clock on which a time-out of `ampleMs` comes once it is due, in however much time the machine needs until then.
 * All else runs at the given scale.
 */
export function createDueClock(isDue: () => boolean, timeScale: number): Clock {
  const { now, delay } = createClock(timeScale);
  return {
    now,
    async delay(milliseconds, signal) {
      if (milliseconds < longestWaitMs) return delay(milliseconds, signal);
      while (!isDue()) {
        signal?.throwIfAborted();
        await new Promise((next) => setTimeout(next, 2));
      }
      await turns(25);
      signal?.throwIfAborted();
    },
  };
}

/** Lets what has arrived be handled. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next));
}
