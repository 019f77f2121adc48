import { plainText, redact, shortText } from "@seedbed/core";
import { redactedMark } from "../record/redact/create-redactor.ts";
import { isCredential, redactAddresses, redactReference } from "../record/redact/redact-address.ts";

const longestText = 400;
const longestName = 200;
const maxItems = 20;
const mostFields = 100;
const deepest = 12;

/** A sentence of a report. */
export function shownSentence(text: string, secrets: readonly string[], maxLength = 600): string {
  return shortText(plainText(redactAddresses(redact(text, secrets))), maxLength);
}

/** A value of JSON as a report shows it: without credentials, and no more of it than can be read, with its size. */
export function shownValue(value: unknown, secrets: readonly string[], name = "", depth = 0): unknown {
  if (isCredential(name) && isSecretLike(name, value)) return redactedMark;
  if (typeof value === "string") return shownText(value, secrets, isReference(name));
  if (typeof value === "number") return redact(String(value), secrets) === String(value) ? value : redactedMark;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return `[nested more than ${deepest} deep]`;
  if (Array.isArray(value)) {
    const more = value.length - maxItems;
    const shown = value.slice(0, maxItems).map((item) => shownValue(item, secrets, name, depth + 1));
    return more > 0 ? [...shown, `[${more} more]`] : shown;
  }
  const fields = Object.entries(value);
  const shown = fields
    .slice(0, mostFields)
    .map(([key, item]) => [shownName(key, secrets), shownValue(item, secrets, key, depth + 1)]);
  const more = fields.length - mostFields;
  return Object.fromEntries(more > 0 ? [...shown, ["…", `[${more} more]`]] : shown);
}

/** A name or a path of names. */
export function shownName(name: string, secrets: readonly string[]): string {
  return shortText(plainText(redact(name, secrets)), longestName);
}

/** Long text is cut, and of an address what signs it. */
export function shownText(text: string, secrets: readonly string[], isAddress = false): string {
  const clean = redact(text, secrets);
  const unsigned = clean.replace(/^(https?:\/\/[^?#\s]+)\?\S*$/, "$1?[cut]");
  return shortText(isAddress ? redactReference(unsigned) : redactAddresses(unsigned), longestText);
}

function isReference(name: string): boolean {
  return /^(content-)?location$|^link$|^refresh$|^referer$/i.test(name);
}

/** The code of an error is called as the code of an authorization is. */
function isSecretLike(name: string, value: unknown): boolean {
  if (typeof value !== "string") return typeof value === "number" && !/^code$/i.test(name);
  return !/^code$/i.test(name) || /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{16,}$/i.test(value);
}

/** The values that are credentials by their name, wherever in a value of JSON they are. */
export function credentialsIn(value: unknown): string[] {
  const found: string[] = [];
  const parts: [name: string, part: unknown][] = [["", value]];
  for (const [name, part] of parts) {
    if (typeof part === "string" && isCredential(name) && isSecretLike(name, part)) found.push(part);
    if (typeof part !== "object" || part === null) continue;
    for (const [key, inner] of Object.entries(part)) parts.push([Array.isArray(part) ? name : key, inner]);
  }
  return found;
}
