import type { EmulationClock } from "@seedbed/core/emulation";

/** The provider's clock, and the means to turn and to stop it. */
export interface ScaledClock extends EmulationClock {
  /** Provider milliseconds in one real millisecond. */
  readonly timeScale: number;
  /** The same clock for what providers do: to set it ends these sleeps with an error. */
  readonly work: EmulationClock;
  /** Lets so many milliseconds of the provider's time pass at once. Sleeps that end in that span end in order, each at its time. */
  advance(milliseconds: number): Promise<void>;
  /** Puts the clock to another time; time that is being put forward stops there. No sleep but those of `work` gets shorter or longer. */
  set(now: number): void;
  /**
   * Lets time stand still until what it gives is called. Time does not stand still unless the clock was made to pause.
   */
  hold(): () => void;
  /** Ends every sleep with an error, and every later one at once. */
  close(): void;
}

/** How a clock runs. */
export interface ClockOptions {
  /** What is being drawn for someone who waits for it: time is not put forward meanwhile. */
  readonly drawing?: () => Promise<unknown> | undefined;
  /**
   * Time stands still while this thread works or someone holds the clock, and a sleep that ends late ends in time: what is left
   * is what was slept. For those who share the clock; to others time seems to run slow. @default false
   */
  readonly pauseWhileBusy?: boolean;
}

interface Sleeper {
  until: number;
  timer?: ReturnType<typeof setTimeout>;
  readonly isWork: boolean;
  /** Wakes it, or ends it with an error. */
  readonly end: (error?: unknown) => void;
}

/** The longest delay that setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Later a date has five digits for its year, and soon none at all. */
export const LATEST_MS = Date.UTC(9999, 0);

const MOST_TIME_SCALE = 1_000_000;

/**
 * A clock that starts at the real time, runs `timeScale` times as fast, and can be put forward.
 *
 * @param timeScale 1 is real time; at 100 a minute passes in 600 ms.
 */
export function createClock(
  timeScale: number,
  { drawing = () => undefined, pauseWhileBusy = false }: ClockOptions = {},
): ScaledClock {
  if (!(timeScale > 0 && timeScale <= MOST_TIME_SCALE)) {
    throw new RangeError(`timeScale must be above 0, and ${MOST_TIME_SCALE} at most, not ${timeScale}`);
  }
  const ticks = () => (pauseWhileBusy ? idleMs() : performance.now()) * timeScale;
  let base = Date.now() - ticks();
  /** While time is put forward it stands at each sleeper's moment. */
  let frozenAt: number | undefined;
  /** Where it stands while someone holds it. */
  let heldAt: number | undefined;
  let holds = 0;
  let advancing: Promise<void> = Promise.resolve();
  let timesSet = 0;
  let closed: Error | undefined;
  const sleepers = new Set<Sleeper>();
  /** When the first of them is over; undefined: to be looked up. */
  let firstUntil: number | undefined;
  const firstOver = () => {
    firstUntil ??= [...sleepers].reduce((first, { until }) => Math.min(first, until), Infinity);
    return firstUntil;
  };
  const running = () => base + ticks();
  /** A clock that pauses does not pass a sleep that is over but has not been woken from yet. */
  const now = () => frozenAt ?? heldAt ?? (pauseWhileBusy ? Math.min(running(), firstOver()) : running());

  const end = (sleeper: Sleeper, error?: unknown) => {
    clearTimeout(sleeper.timer);
    sleepers.delete(sleeper);
    if (sleeper.until === firstUntil) firstUntil = undefined;
    sleeper.end(error);
  };
  const arm = (sleeper: Sleeper) => {
    clearTimeout(sleeper.timer);
    if (frozenAt !== undefined || heldAt !== undefined) return;
    const left = sleeper.until - now();
    // Timers may fire a little early and hold 24 days at most, so the clock has the last word.
    if (left <= 0) {
      if (pauseWhileBusy) base = sleeper.until - ticks(); // how late the timer fired is lost
      end(sleeper);
    } else sleeper.timer = setTimeout(arm, Math.min(left / timeScale, LONGEST_TIMER_MS), sleeper);
  };

  const sleepAs =
    (isWork: boolean): EmulationClock["sleep"] =>
    async (milliseconds, signal) => {
      if (!(milliseconds > 0)) return;
      if (closed !== undefined) throw closed;
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => end(sleeper, signal?.reason);
        const sleeper: Sleeper = {
          until: now() + milliseconds,
          isWork,
          end(error) {
            signal?.removeEventListener("abort", onAbort);
            if (error === undefined) resolve();
            else reject(error);
          },
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        sleepers.add(sleeper);
        if (firstUntil !== undefined) firstUntil = Math.min(firstUntil, sleeper.until);
        arm(sleeper);
      });
    };

  /** What woke up may sleep again inside the span, perhaps once its images are drawn. */
  const settle = async () => {
    await nextTurn();
    const drawn = drawing();
    if (drawn === undefined) return;
    // Not for what is asked for meanwhile: others may never stop asking.
    await drawn;
    await nextTurn();
  };

  const advance = async (milliseconds: number, asOf: number) => {
    if (asOf !== timesSet) return;
    const target = now() + milliseconds;
    if (!(milliseconds >= 0)) throw new RangeError(`a clock is put forward by 0 ms or more, not by ${milliseconds}`);
    if (target > LATEST_MS) {
      throw new RangeError(`a clock is put forward to the year 9999 at most, not by ${milliseconds} ms`);
    }
    frozenAt = now();
    for (;;) {
      await settle();
      if (asOf !== timesSet) return;
      const next = earliest(sleepers, target);
      if (next === undefined) break;
      frozenAt = Math.max(frozenAt, next.until);
      end(next);
    }
    frozenAt = undefined;
    goOnFrom(target);
  };

  /** The time that it is now, whoever holds it. */
  const goOnFrom = (time: number) => {
    base = time - ticks();
    if (heldAt !== undefined) heldAt = time;
    for (const sleeper of sleepers) arm(sleeper);
  };

  return {
    timeScale,
    now,
    sleep: sleepAs(false),
    work: { now, sleep: sleepAs(true) },
    hold() {
      if (!pauseWhileBusy) return () => {};
      if (holds++ === 0) heldAt = now();
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        if (--holds > 0 || heldAt === undefined) return;
        const stoodAt = heldAt;
        heldAt = undefined;
        if (frozenAt === undefined) goOnFrom(stoodAt);
      };
    },
    close() {
      closed = new Error("the emulator is closed");
      for (const sleeper of sleepers) end(sleeper, closed);
    },
    advance(milliseconds) {
      const asOf = timesSet;
      const advanced = advancing.then(() => advance(milliseconds, asOf));
      advancing = advanced.catch(() => {});
      return advanced;
    },
    set(to) {
      const shift = to - now();
      timesSet++;
      frozenAt = undefined;
      base = to - ticks();
      if (heldAt !== undefined) heldAt = to;
      firstUntil = undefined;
      for (const sleeper of sleepers) {
        sleeper.until += shift;
        if (sleeper.isWork) end(sleeper, new Error("the clock was set"));
        else arm(sleeper);
      }
    },
  };
}

/** For how long this thread has waited for something to happen, in milliseconds; where that is not known, any time passes. */
function idleMs(): number {
  const { nodeTiming } = performance as { nodeTiming?: { readonly idleTime: number } }; // Node alone has it
  return nodeTiming?.idleTime ?? performance.now();
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

function earliest(sleepers: Iterable<Sleeper>, latest: number): Sleeper | undefined {
  let found: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.until <= latest && (found === undefined || sleeper.until < found.until)) found = sleeper;
  }
  return found;
}
