/**
 * The wait that an answer asks for, in milliseconds; undefined where it asks for none. Read from `Retry-After` (seconds or
 * a date), from Segmind's `x-rate-limit-reset-at-utc`, or from words such as "Expected available in 21 seconds".
 * A date is held against the answer's own `Date`, so that a clock that runs wrong does no harm.
 */
export function readRetryAfterMs(headers: Headers, text: string, nowMs: number): number | undefined {
  const reference = Date.parse(headers.get("date") ?? "") || nowMs;
  const retryAfter = headers.get("retry-after")?.trim();
  const wait =
    (retryAfter ? secondsOrDate(retryAfter, reference) : undefined) ??
    instant(headers.get("x-rate-limit-reset-at-utc")?.trim(), reference) ??
    words(text);
  return wait === undefined ? undefined : Math.max(0, Math.ceil(wait));
}

function secondsOrDate(value: string, reference: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  return instant(value, reference);
}

/** Milliseconds from `reference` until an instant: a date without a zone is UTC, a bare number is Unix time. */
function instant(value: string | undefined, reference: number): number | undefined {
  if (!value) return undefined;
  if (/^\d{10}(\.\d+)?$/.test(value)) return Number(value) * 1000 - reference;
  if (/^\d{13}$/.test(value)) return Number(value) - reference;
  const zoned = /([zZ]|[+-]\d\d:?\d\d|GMT|UTC)$/.test(value) ? value : `${value.replace(" ", "T")}Z`;
  const parsed = Date.parse(zoned);
  return Number.isNaN(parsed) ? undefined : parsed - reference;
}

function words(text: string): number | undefined {
  const found = /\bin (\d+(?:\.\d+)?) ?(ms|milliseconds?|s|seconds?|minutes?)\b/i.exec(text);
  if (!found?.[1] || !found[2]) return undefined;
  const unit = found[2].toLowerCase();
  return Number(found[1]) * (unit.startsWith("min") ? 60_000 : unit.startsWith("m") ? 1 : 1000);
}
