import type { Clock } from "@seedbed/core";

/** A clock that leaps to whatever is waited for next, as soon as nothing else is to be done. */
export function createLeapingClock(): Clock {
  let nowMs = 0;
  let leaping = false;
  const waits = new Set<{ readonly at: number; readonly resolve: () => void }>();

  /** Answers that are at hand take a few turns of the event loop. */
  async function leap(): Promise<void> {
    if (leaping) return;
    leaping = true;
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    leaping = false;
    const [next] = [...waits].sort((a, b) => a.at - b.at);
    if (!next) return;
    nowMs = Math.max(nowMs, next.at);
    waits.delete(next);
    next.resolve();
    if (waits.size > 0) void leap();
  }

  return {
    now: () => nowMs,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const wait = { at: nowMs + ms, resolve };
        signal?.addEventListener("abort", () => {
          waits.delete(wait);
          reject(signal.reason);
        });
        waits.add(wait);
        void leap();
      }),
  };
}
