import type { Clock } from "./clock.ts";

/** A caller's signal and a time-out as one signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** Whether the time-out, and not the caller, aborted. */
  expired(): boolean;
}

/** Runs something under a deadline on the client's clock, and leaves no timer behind. */
export async function withDeadline<T>(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const ends = clock.now() + timeoutMs;
  const timeout = new AbortController();
  const done = new AbortController();
  clock.delay(timeoutMs, done.signal).then(
    () => timeout.abort(new DOMException(`no result within ${timeoutMs / 1000} s`, "TimeoutError")),
    () => {}, // done in time
  );
  try {
    return await run({
      signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
      left: () => Math.max(0, ends - clock.now()),
      expired: () => timeout.signal.aborted && !signal?.aborted,
    });
  } finally {
    done.abort();
  }
}
