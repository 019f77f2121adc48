import type { TextFilter } from "./secret-filter.ts";

const deepestCause = 6;
/** What has more parts is not looked through to its end, and not shown. */
const mostParts = 10_000;

/** Whether printing a value would show a secret, or if no one can tell. Parts are looked at level by level, each once. */
export function shows(value: unknown, unwanted: TextFilter): boolean {
  const parts: unknown[] = [value];
  const seen = new Set<unknown>();
  for (const part of parts) {
    if (typeof part === "string" || typeof part === "number" || typeof part === "bigint") {
      if (unwanted.isIn(String(part))) return true;
    } else if (typeof part === "symbol") parts.push(part.description);
    else if (isObject(part) && !ArrayBuffer.isView(part) && !seen.has(part)) {
      seen.add(part);
      try {
        for (const inner of partsOf(part)) if (parts.push(inner) > mostParts) return true;
      } catch {
        return true; // it cannot be looked through
      }
    }
  }
  return false;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const inspectCustom = Symbol.for("nodejs.util.inspect.custom");
const ownError = Symbol.for("seedbed.error");
/** These print what is public of them. */
const ofWeb: ReadonlySet<string> = new Set(["FormData", "Headers", "Request", "Response", "URL", "URLSearchParams"]);
const ofLanguage: ReadonlySet<string> = new Set(["Object", "Array", "Error", "Function", "AsyncFunction"]);

/**
 * What a printed object shows of itself: its own properties, hidden ones too, and what its kind keeps inside.
 *
 * @throws Error if its kind may show what cannot be looked at
 */
function* partsOf(value: object): Generator<unknown> {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol" && ofWeb.has(kind)) continue;
    if (typeof value === "function" && key === "prototype") continue; // of a function the rest is printed
    yield key;
    yield Reflect.get(value, key);
  }
  yield* innerParts(value, kind);
  const { toJSON, toString: text } = value as { toJSON?: unknown; toString?: unknown }; // looked at before they are called
  if (typeof toJSON === "function") yield toJSON.call(value);
  if (inspectCustom in value && !(ownError in value) && !ofWeb.has(kind)) throw new Error("it prints itself");
  if (kind !== "Object" && !(value instanceof Error)) return;
  if (typeof text === "function" && text !== Object.prototype.toString) yield text.call(value);
}

function* innerParts(value: object, kind: string): Generator<unknown> {
  if (kind === "Map" || kind === "Headers" || kind === "URLSearchParams" || kind === "FormData") {
    for (const [name, item] of value as Iterable<[unknown, unknown]>) yield* [name, item]; // by its kind
  } else if (kind === "Set")
    yield* value as Iterable<unknown>; // by its kind
  else if (kind === "URL" || kind === "Date" || kind === "RegExp") yield String(value);
  else if (kind === "String" || kind === "Number" || kind === "BigInt" || kind === "Symbol") yield value.valueOf();
  else if (kind === "Request" || kind === "Response") {
    const { url, headers, statusText } = value as Partial<Response>; // by its kind
    yield* [url, statusText, headers];
  } else if (value instanceof Error) {
    yield* [value.name, value.message, value.stack, value.cause]; // the errors of several are its own property
  } else if (!ofLanguage.has(kind) && kind !== "Boolean") throw new Error(`a ${kind} is not looked into`);
}

/** What may be shown of something that holds a secret: of an error its words, code and causes, of all else nothing. */
export function cleaned(value: unknown, unwanted: TextFilter, depth = 0): unknown {
  if (typeof value === "string") return unwanted.without(value);
  if (!(value instanceof Error) || depth > deepestCause) return unwanted.mark;
  try {
    return cleanedError(value, unwanted, depth);
  } catch {
    return unwanted.mark; // it cannot even be read
  }
}

function cleanedError(error: Error, unwanted: TextFilter, depth: number): Error {
  const cause = error.cause === undefined ? undefined : { cause: partly(error.cause, unwanted, depth + 1) };
  const message = unwanted.without(String(error.message));
  const copy =
    error instanceof AggregateError
      ? new AggregateError(
          [...error.errors].slice(0, 100).map((inner) => partly(inner, unwanted, depth + 1)),
          message,
          cause,
        )
      : new Error(message, cause);
  const shown: Record<string, unknown> = { name: error.name, stack: error.stack };
  for (const name of ["code", "syscall"]) if (name in error) shown[name] = Reflect.get(error, name);
  for (const [property, text] of Object.entries(shown)) {
    if (typeof text !== "string") continue;
    Object.defineProperty(copy, property, {
      value: unwanted.without(text),
      configurable: true,
      writable: true,
      enumerable: property === "code" || property === "syscall",
    });
  }
  return copy;
}

function partly(value: unknown, unwanted: TextFilter, depth: number): unknown {
  return shows(value, unwanted) ? cleaned(value, unwanted, depth) : value;
}
