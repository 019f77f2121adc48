import type { Clock } from "@seedbed/core";

/** How a file that another process holds is waited for. */
export interface Waiting {
  /** Whether an error says that another process holds it. */
  isBusy(error: unknown): boolean;
  /** Real milliseconds after which that is the error. */
  readonly timeoutMs: number;
  /** Real time: how long another process writes does not follow the speed of a provider's clock. */
  readonly clock: Clock;
}

const firstPauseMs = 2;
const longestPauseMs = 50;

/**
 * Does some steps at once, or as soon as no other process holds the file: between the tries the thread goes on. Pauses grow and
 * are drawn, so that processes that wait do not all come back at the same moment.
 *
 * @param signal - ends the wait
 */
export function whenFree<T>(steps: () => T, waiting: Waiting | undefined, signal?: AbortSignal): T | Promise<T> {
  try {
    return steps();
  } catch (error) {
    if (!waiting?.isBusy(error)) throw error;
    return again(steps, waiting, signal);
  }
}

async function again<T>(steps: () => T, { isBusy, timeoutMs, clock }: Waiting, signal?: AbortSignal): Promise<T> {
  const ends = clock.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    await clock.delay(pauseMs * (0.5 + Math.random() / 2), signal);
    try {
      return steps();
    } catch (error) {
      if (!isBusy(error) || clock.now() >= ends) throw error;
    }
  }
}
