import { checkNumber } from "../check/check-number.ts";
import type { Clock } from "./clock.ts";

/** A caller's signal and a time-out as one signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** Whether the time-out, and not the caller, aborted. */
  expired(): boolean;
  /** What went wrong last and has not gone well since: why the time ran out. */
  trouble?: unknown;
}

/**
 * Refuses a time that is not one. Infinity is: there is no limit then.
 *
 * @throws InvalidRequestError where it is not a number, or below 0
 */
export function checkMilliseconds(field: string, value: number | undefined): void {
  checkNumber(field, value, 0, "milliseconds");
}

/** Runs something under a deadline on the client's clock, and leaves no timer and no listener behind. */
export async function withDeadline<T>(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
  startedAtMs = clock.now(),
): Promise<T> {
  checkMilliseconds("timeoutMs", timeoutMs);
  checkNumber("startedAtMs", startedAtMs, 0, "milliseconds since 1970", Number.MAX_VALUE);
  const ends = startedAtMs + timeoutMs;
  const ending = new AbortController();
  const done = new AbortController();
  let expired = false;
  const abort = () => ending.abort(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  clock.delay(Math.max(0, ends - clock.now()), done.signal).then(
    () => {
      expired = !ending.signal.aborted;
      ending.abort(new DOMException(`no result within ${timeoutMs / 1000} s`, "TimeoutError"));
    },
    () => {}, // done in time
  );
  try {
    return await run({
      signal: ending.signal,
      left: () => Math.max(0, ends - clock.now()),
      expired: () => expired,
    });
  } finally {
    done.abort(null); // a reason, or one with a stack is made for no one
    signal?.removeEventListener("abort", abort);
  }
}
