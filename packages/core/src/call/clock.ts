import { checkNumber } from "../check/check-number.ts";

/** Time as the client sees it. Inject another to run faster than the wall, as against the emulator. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after that many milliseconds; rejects at once with the signal's reason when it aborts. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Lets time stand still until what it gives is called, so that work of this process is not taken for a provider's. A clock
   * of an emulator may have it, which runs faster than the wall; the wall itself does not wait.
   */
  hold?(): () => void;
}

/** Lets time stand still while something is done, if the clock can. */
export async function holdTime<T>(clock: Clock, work: () => T | Promise<T>): Promise<T> {
  const release = clock.hold?.();
  try {
    return await work();
  } finally {
    release?.();
  }
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * A clock that runs `timeScale` times as fast as the wall: at 100, `delay(1000)` takes 10 ms.
 *
 * @param timeScale - @default 1
 * @throws InvalidRequestError where it is not a number above 0
 */
export function createClock(timeScale = 1): Clock {
  checkNumber("timeScale", timeScale, Number.MIN_VALUE, "milliseconds in a real one", Number.MAX_VALUE);
  const start = Date.now();
  const mark = performance.now();
  return {
    now: () => start + (performance.now() - mark) * timeScale,
    delay: (milliseconds, signal) => sleep(milliseconds / timeScale, signal),
  };
}

/** A timer may fire early, and holds 24 days at most: it is set again until the time is over. */
async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const ends = performance.now() + milliseconds;
  await new Promise<void>((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const wait = () => {
      const left = ends - performance.now();
      if (left > 0) {
        timer = setTimeout(wait, Math.min(Math.ceil(left), longestTimerMs));
        return;
      }
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    timer = setTimeout(wait, Math.min(Math.max(0, Math.ceil(milliseconds)), longestTimerMs));
    signal?.addEventListener("abort", abort, { once: true });
  });
}
