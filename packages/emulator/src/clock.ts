import type { EmulationClock } from "@seedbed/core/emulation";

/** The provider's clock, and the means to turn and to stop it. */
export interface ScaledClock extends EmulationClock {
  /** Provider milliseconds in one real millisecond. */
  readonly timeScale: number;
  /** Lets so many milliseconds of the provider's time pass at once. Sleeps that end in that span end in order, each at its time. */
  advance(milliseconds: number): Promise<void>;
  /** Puts the clock to another time. No sleep gets shorter or longer by it. */
  set(now: number): void;
  /** Ends every sleep with an error, and every later one at once. */
  close(): void;
}

interface Sleeper {
  until: number;
  timer?: ReturnType<typeof setTimeout>;
  readonly wake: () => void;
}

/** The longest delay that setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Beyond what a date can hold no task could say when it was made. */
const MOST_ADVANCE_MS = 100 * 365.25 * 24 * 3_600_000;

/**
 * A clock that starts at the real time, runs `timeScale` times as fast, and can be put forward.
 *
 * @param timeScale 1 is real time; at 100 a minute passes in 600 ms.
 */
export function createClock(timeScale: number): ScaledClock {
  if (!(timeScale > 0)) throw new RangeError(`timeScale must be above 0, not ${timeScale}`);
  const ticks = () => performance.now() * timeScale;
  let base = Date.now() - ticks();
  /** While time is put forward it stands at each sleeper's moment. */
  let frozenAt: number | undefined;
  let advancing: Promise<void> = Promise.resolve();
  const sleepers = new Set<Sleeper>();
  const closing = new AbortController();
  const now = () => frozenAt ?? base + ticks();

  const wake = (sleeper: Sleeper) => {
    clearTimeout(sleeper.timer);
    sleepers.delete(sleeper);
    sleeper.wake();
  };
  const arm = (sleeper: Sleeper) => {
    clearTimeout(sleeper.timer);
    if (frozenAt !== undefined) return;
    const left = sleeper.until - now();
    // Timers may fire a little early and hold 24 days at most, so the clock has the last word.
    if (left <= 0) wake(sleeper);
    else sleeper.timer = setTimeout(arm, Math.min(left / timeScale, LONGEST_TIMER_MS), sleeper);
  };

  const advance = async (milliseconds: number) => {
    frozenAt = now();
    const target = frozenAt + milliseconds;
    for (let next = earliest(sleepers, target); next !== undefined; next = earliest(sleepers, target)) {
      frozenAt = Math.max(frozenAt, next.until);
      wake(next);
      // What woke up may sleep again inside the span.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    frozenAt = undefined;
    base = target - ticks();
    for (const sleeper of sleepers) arm(sleeper);
  };

  return {
    timeScale,
    now,
    close: () => closing.abort(new Error("the emulator is closed")),
    async sleep(milliseconds, signal) {
      if (!(milliseconds > 0)) return;
      await new Promise<void>((resolve, reject) => {
        const watched = [closing.signal, ...(signal ? [signal] : [])];
        const release = () => {
          for (const each of watched) each.removeEventListener("abort", onAbort);
        };
        const sleeper: Sleeper = {
          until: now() + milliseconds,
          wake() {
            release();
            resolve();
          },
        };
        const onAbort = () => {
          clearTimeout(sleeper.timer);
          sleepers.delete(sleeper);
          release();
          reject(watched.find(({ aborted }) => aborted)?.reason);
        };
        for (const each of watched) each.addEventListener("abort", onAbort, { once: true });
        sleepers.add(sleeper);
        if (watched.some(({ aborted }) => aborted)) onAbort();
        else arm(sleeper);
      });
    },
    advance(milliseconds) {
      if (!(milliseconds >= 0 && milliseconds < Infinity)) {
        throw new RangeError(`a clock is put forward by 0 ms or more, not by ${milliseconds}`);
      }
      if (milliseconds > MOST_ADVANCE_MS) {
        throw new RangeError(`a clock is put forward by a hundred years at most, not by ${milliseconds} ms`);
      }
      advancing = advancing.then(() => advance(milliseconds));
      return advancing;
    },
    set(to) {
      const shift = to - now();
      base += shift;
      if (frozenAt !== undefined) frozenAt += shift;
      for (const sleeper of sleepers) sleeper.until += shift;
    },
  };
}

function earliest(sleepers: Iterable<Sleeper>, latest: number): Sleeper | undefined {
  let found: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.until <= latest && (found === undefined || sleeper.until < found.until)) found = sleeper;
  }
  return found;
}
