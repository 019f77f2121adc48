const dayMs = 86_400_000;

/** Whether a day is still to come, everywhere on Earth. */
export function isInFuture(date: string, nowMs: number): boolean {
  return Date.parse(date) - dayMs > nowMs;
}
