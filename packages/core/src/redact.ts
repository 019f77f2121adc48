const mark = "[redacted]";
const deepest = 6;
/** A real key has many more characters; a shorter text, as for an emulator, is part of common words. */
const shortest = 6;

/**
 * Takes every secret out of a text or of an error and its causes, and puts `[redacted]` in its place; also where a secret
 * stands percent-encoded or escaped as in JSON. An error that shows one is copied, as it may be another's; what shows none
 * stays what it is.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const known = formsOf(secrets);
  if (known.length === 0) return value;
  return shows(value, known) ? (cleaned(value, known) as T) : value; // a text stays one, an error becomes an error
}

/** Each secret as it is, percent-encoded, and escaped as in JSON; the longest first. */
export function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter(({ length }) => length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function redactText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((redacted, secret) => redacted.split(secret).join(mark), text);
}

/** Whether printing a value would show a secret. */
function shows(value: unknown, secrets: readonly string[], seen = new Set<unknown>(), depth = 0): boolean {
  if (typeof value === "string") return secrets.some((secret) => value.includes(secret));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) return false;
  seen.add(value);
  if (depth > deepest) return false;
  return partsOf(value).some((part) => shows(part, secrets, seen, depth + 1));
}

/** What a printed object shows of itself. */
function partsOf(value: object): unknown[] {
  if (value instanceof Headers || value instanceof Map) return [...value.entries()].flat();
  if (value instanceof Request || value instanceof Response) return [value.url, value.headers];
  const parts: unknown[] = Object.values(value);
  if (!(value instanceof Error)) return parts;
  const inner = value instanceof AggregateError ? value.errors : [];
  return [...parts, value.name, value.message, value.stack, value.cause, ...inner];
}

/** What may be shown of something that holds a secret: of an error its words, code and causes, of all else nothing. */
function cleaned(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === "string") return redactText(value, secrets);
  if (!(value instanceof Error) || depth > deepest) return mark;
  const cause = value.cause === undefined ? undefined : { cause: partly(value.cause, secrets, depth + 1) };
  const message = redactText(value.message, secrets);
  const copy =
    value instanceof AggregateError
      ? new AggregateError(
          value.errors.map((inner) => partly(inner, secrets, depth + 1)),
          message,
          cause,
        )
      : new Error(message, cause);
  const shown = { name: value.name, stack: value.stack, ...("code" in value ? { code: value.code } : {}) };
  for (const [property, text] of Object.entries(shown)) {
    if (typeof text !== "string") continue;
    const enumerable = property === "code";
    Object.defineProperty(copy, property, {
      value: redactText(text, secrets),
      configurable: true,
      writable: true,
      enumerable,
    });
  }
  return copy;
}

function partly(value: unknown, secrets: readonly string[], depth: number): unknown {
  return shows(value, secrets) ? cleaned(value, secrets, depth) : value;
}
