import type { EmulationClock } from "@seedbed/core/emulation";

/** The provider's clock, and the means to stop it. */
export interface ScaledClock extends EmulationClock {
  /** Provider milliseconds in one real millisecond. */
  readonly timeScale: number;
  /** Ends every sleep with an error, and every later one at once. */
  close(): void;
}

/** The longest delay that setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A clock that starts at the real time and runs `timeScale` times as fast.
 *
 * @param timeScale 1 is real time; at 100 a minute passes in 600 ms.
 */
export function createClock(timeScale: number): ScaledClock {
  if (!(timeScale > 0)) throw new RangeError(`timeScale must be above 0, not ${timeScale}`);
  const startedAt = Date.now();
  const startedTicks = performance.now();
  const closing = new AbortController();
  const now = () => startedAt + (performance.now() - startedTicks) * timeScale;

  return {
    timeScale,
    now,
    close: () => closing.abort(new Error("the emulator is closed")),
    async sleep(milliseconds, signal) {
      const until = now() + milliseconds;
      // Timers may fire a little early and hold 24 days at most, so the clock has the last word.
      for (let left = milliseconds; left > 0; left = until - now()) {
        await timer(Math.min(left / timeScale, LONGEST_TIMER_MS), closing.signal, signal);
      }
    },
  };
}

function timer(delayMs: number, ...signals: (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const watched = signals.filter((signal) => signal !== undefined);
    const settle = (end: () => void) => {
      clearTimeout(handle);
      for (const signal of watched) signal.removeEventListener("abort", onAbort);
      end();
    };
    const onAbort = () => settle(() => reject(watched.find((signal) => signal.aborted)?.reason));
    const handle = setTimeout(() => settle(resolve), delayMs);
    for (const signal of watched) signal.addEventListener("abort", onAbort, { once: true });
    if (watched.some((signal) => signal.aborted)) onAbort();
  });
}
