/** The longest wait that a server may ask of a run: what is longer is too long for the person in front of it. */
export const longestWaitMs = 90_000;
const defaultWaitMs = 20_000;

/** What a 429 asks to wait, by its `Retry-After`: seconds or a date; what is neither is waited out as usual. */
export function askedWaitMs(retryAfter: string | null | undefined, nowMs: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  if (seconds >= 0) return seconds * 1000;
  const untilMs = Date.parse(retryAfter ?? "");
  return Number.isNaN(untilMs) ? defaultWaitMs : Math.max(0, untilMs - nowMs);
}
