import type { Clock } from "../call/clock.ts";

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Delays that are still waiting: timers, were they real. */
  readonly pending: number;
  /** Goes on, and lets happen what falls due on the way. */
  advance(milliseconds: number): Promise<void>;
  /** Goes on from delay to delay until a promise settles, and gives it back. */
  finish<T>(promise: Promise<T>): Promise<T>;
}

/** Lets everything that needs no time happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** @param startMs - milliseconds since 1970 */
export function createFakeClock(startMs = Date.parse("2026-02-25T12:00:00Z")): FakeClock {
  let now = startMs;
  const waiting = new Set<{ at: number; resolve: () => void }>();

  async function leap(target: number): Promise<void> {
    for (;;) {
      await settle();
      const [next] = [...waiting].sort((a, b) => a.at - b.at);
      if (!next || next.at > target) break;
      now = Math.max(now, next.at);
      waiting.delete(next);
      next.resolve();
    }
  }

  return {
    now: () => now,
    delay: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const entry = { at: now + milliseconds, resolve: done };
        const abort = () => {
          waiting.delete(entry);
          reject(signal?.reason);
        };
        function done() {
          signal?.removeEventListener("abort", abort);
          resolve();
        }
        waiting.add(entry);
        signal?.addEventListener("abort", abort, { once: true });
      }),
    get pending() {
      return waiting.size;
    },
    async advance(milliseconds) {
      const target = now + milliseconds;
      await leap(target);
      now = target;
    },
    async finish(promise) {
      let settled = false;
      const end = () => {
        settled = true;
      };
      promise.then(end, end);
      while (!settled) {
        await settle();
        const next = Math.min(...[...waiting].map(({ at }) => at));
        if (settled) break;
        if (next === Number.POSITIVE_INFINITY) throw new Error("nothing is waited for, and yet it does not end");
        await leap(next);
      }
      return promise;
    },
  };
}
