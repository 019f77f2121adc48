/** Time as the client sees it. Inject another to run faster than the wall, as against the emulator. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after that many milliseconds; rejects at once with the signal's reason when it aborts. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * A clock that runs `timeScale` times as fast as the wall: at 100, `delay(1000)` takes 10 ms.
 *
 * @param timeScale - @default 1
 */
export function createClock(timeScale = 1): Clock {
  const start = Date.now();
  const mark = performance.now();
  return {
    now: () => start + (performance.now() - mark) * timeScale,
    delay: (milliseconds, signal) => sleep(milliseconds / timeScale, signal),
  };
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      },
      Math.min(Math.max(0, Math.ceil(milliseconds)), longestTimerMs),
    );
    signal?.addEventListener("abort", abort, { once: true });
  });
}
