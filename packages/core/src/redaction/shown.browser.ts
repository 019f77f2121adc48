import type { TextFilter } from "./secret-filter.ts";

/** What has more parts is not looked through to its end, and not shown. */
const mostParts = 10_000;

/**
 * Stands in for `shown.ts` in `platform.browser.ts`. A page has no key unless `allowBrowser` lets
 * everyone read it there: so errors and plain objects are looked through, and anything else counts as showing what is unwanted.
 */
export function shows(value: unknown, unwanted: TextFilter): boolean {
  const parts: unknown[] = [value];
  const seen = new Set<unknown>();
  try {
    for (const part of parts) {
      if (typeof part !== "object" || part === null) {
        if (unwanted.isIn(String(part))) return true;
      } else if (!seen.has(part)) {
        seen.add(part);
        if (part instanceof Error) parts.push(part.name, part.message, part.stack, part.cause);
        else if (!/^\[object (Object|Array)\]$/.test(Object.prototype.toString.call(part))) return true;
        for (const key of Reflect.ownKeys(part)) parts.push(String(key), Reflect.get(part, key));
        if (parts.length > mostParts) return true;
      }
    }
  } catch {
    return true; // it cannot be looked through
  }
  return false;
}

/** What may be shown of something that holds what is unwanted: of an error its words, of all else nothing. */
export function cleaned(value: unknown, unwanted: TextFilter): unknown {
  if (typeof value === "string") return unwanted.without(value);
  return value instanceof Error ? new Error(unwanted.without(`${value.name}: ${value.message}`)) : unwanted.mark;
}
