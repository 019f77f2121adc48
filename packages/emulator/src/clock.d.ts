import type { EmulationClock } from "@seedbed/core/emulation";
/** The provider's clock, and the means to stop it. */
export interface ScaledClock extends EmulationClock {
  /** Provider milliseconds in one real millisecond. */
  readonly timeScale: number;
  /** Ends every sleep with an error, and every later one at once. */
  close(): void;
}
/**
 * A clock that starts at the real time and runs `timeScale` times as fast.
 *
 * @param timeScale 1 is real time; at 100 a minute passes in 600 ms.
 */
export declare function createClock(timeScale: number): ScaledClock;
