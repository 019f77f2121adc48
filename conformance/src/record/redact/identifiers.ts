import { isObject } from "../../traffic/mismatches.ts";

const uuid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const named = /(^|[_-])(task|request|trace|record|job|generation|prediction|correlation)[_-]?id$/i;

/**
 * The ids of requests and jobs in some values, each with what stands for it: of the same form, the same everywhere, so that
 * what is written replays.
 */
export function replacementsOf(texts: readonly string[], values: readonly unknown[]): Map<string, string> {
  const found = new Set<string>();
  for (const value of values) collect(value, "", found);
  for (const text of texts) for (const [id] of text.matchAll(uuid)) found.add(id);
  return new Map([...found].map((id, index) => [id, standIn(id, index + 1)]));
}

function collect(value: unknown, name: string, found: Set<string>): void {
  if (typeof value === "string" && named.test(name) && /^[\w.:-]{8,}$/.test(value)) found.add(value);
  if (Array.isArray(value)) for (const item of value) collect(item, name, found);
  if (isObject(value)) for (const [key, item] of Object.entries(value)) collect(item, key, found);
}

function standIn(id: string, number: number): string {
  const digits = String(number);
  if (id.length === 36 && id.replace(uuid, "") === "") return `00000000-0000-4000-8000-${digits.padStart(12, "0")}`;
  const blank = id.replace(/[0-9a-z]/gi, "0");
  return blank.slice(0, Math.max(0, blank.length - digits.length)) + digits;
}

/** Puts the stand-ins into a text, the longest id first. */
export function replaceIdentifiers(text: string, replacements: ReadonlyMap<string, string>): string {
  return [...replacements]
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce((replaced, [id, other]) => replaced.split(id).join(other), text);
}
