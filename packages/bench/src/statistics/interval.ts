/** The confidence of every interval here. */
export const confidence = 0.95;

/** Where a figure may lie: a 95 % interval, unless it says otherwise. */
export interface Interval {
  /** Its lower end. */
  readonly low: number;
  /** Its upper end. */
  readonly high: number;
}
