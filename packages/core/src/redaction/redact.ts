import { cleaned, shows } from "#platform";
import { isSteering, plainLines, plainText, shortText } from "./plain-text.ts";
import { redactedMark as mark, secretFilter, type TextFilter } from "./secret-filter.ts";

const deepestData = 100;

/**
 * Takes every secret out of a text or of an error and its causes, and puts `[redacted]` in its place, in whatever form a secret
 * is in it (see `secretFilter`). An error that shows one is copied, as it may be another's; what shows none stays what it is.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const unwanted = secretFilter(secrets);
  if (!unwanted) return value;
  if (typeof value === "string") return unwanted.without(value) as T; // a text stays one
  return shows(value, unwanted) ? (cleaned(value, unwanted) as T) : value; // an error becomes an error
}

/** A text as it may be shown, whoever wrote it: without secrets, in one line that steers no terminal, and cut if it is too long. */
export function printableText(text: string, secrets: readonly string[], maxLength = 300): string {
  return shortText(plainText(redact(text, secrets)), maxLength);
}

/** The cause of an error as it may be printed: without secrets, and without control characters in its words. */
export function printableCause(cause: unknown, secrets: readonly string[]): unknown {
  const unwanted: TextFilter = {
    isIn: (text) => redact(text, secrets) !== text || isSteering(text),
    without: (text) => plainLines(redact(text, secrets)),
    mark,
  };
  return shows(cause, unwanted) ? cleaned(cause, unwanted) : cause;
}

/** A value of JSON without secrets, in names too: all else in it is kept, down to a depth that any reader can take. */
export function redactData(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value !== "object" || value === null)
    return redact(String(value), secrets) === String(value) ? value : mark;
  if (depth >= deepestData) return `[nested more than ${deepestData} deep]`;
  if (Array.isArray(value)) return value.map((item) => redactData(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name, secrets), redactData(item, secrets, depth + 1)]),
  );
}
