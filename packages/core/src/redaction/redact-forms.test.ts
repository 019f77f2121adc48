import { expect, test } from "vitest";
import { redact } from "./redact.ts";
import { formsOf } from "./secret-filter.ts";

const key = "SG_0123456789";

/** What a value shows of the key once it is redacted. */
const cleaned = (value: unknown) => redact(value, [key]) as Error & Record<string, unknown>;

test("a secret is known as it is, percent-encoded, as in JSON and in Base64, each form once, the longest first", () => {
  const coded = ["YSBiImMvZ", "hIGIiYy9k", "EgYiJjL2"]; // those characters that depend on nothing before or after
  expect(formsOf(['a b"c/d']).toSorted()).toEqual(
    ["a%20b%22c%2Fd", "a%20b%22c%2fd", 'a b\\"c/d', 'a b"c/d', ...coded].toSorted(),
  );
  expect(formsOf(["a>b?c>"])).toEqual(expect.arrayContaining(["YT5iP2M+", "YT5iP2M-"]));
  for (const secrets of [
    ["abcdef", "abcdefghij"],
    ["abcdefghij", "abcdef"],
  ]) {
    const lengths = formsOf(secrets).map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
  }
});

test("a secret of six characters is one, and one of five is not", () => {
  expect(formsOf(["123456", "12345", ""])).toEqual(formsOf(["123456"]));
  expect(formsOf(["12345", ""])).toEqual([]);
});

test("a secret within another leaves nothing of the longer one", () => {
  expect(redact("x-SG_0123456789-tail", ["SG_0123", key])).toBe("x-[redacted]-tail");
});

test("without a secret nothing is looked at", () => {
  const part = {
    get text(): string {
      throw new Error("looked at");
    },
  };
  expect(redact(part, ["short"])).toBe(part);
});

test("without a secret nothing is copied", () => {
  const error = new Error(`bad key ${key}`);
  expect(redact(error, [])).toBe(error);
  expect(redact("undefined", [])).toBe("undefined");
});

test("null is not a secret", () => {
  expect(redact(null, [key])).toBeNull();
  const cause = Object.assign(new Error("no"), { nothing: null });
  expect(redact(cause, [key])).toBe(cause);
});

test("bytes are not looked into", () => {
  const bytes = new TextEncoder().encode(key);
  expect(redact(bytes, [key])).toBe(bytes);
});

test("a text alone is a text, and any other thing that shows the key is a mark", () => {
  expect(cleaned(new Error("x", { cause: `no ${key}` })).cause).toBe("no [redacted]");
  expect(cleaned(new Error("x", { cause: { key } })).cause).toBe("[redacted]");
  expect(redact({ key }, [key])).toBe("[redacted]");
  expect(redact([key], [key])).toBe("[redacted]");
});

test("an error keeps its cause where it has one, and gets none where it has not", () => {
  const inner = new Error(`inner ${key}`);
  expect((cleaned(new Error(`outer ${key}`, { cause: inner })).cause as Error).message).toBe("inner [redacted]");
  expect("cause" in cleaned(new Error(`outer ${key}`))).toBe(false);
});

test("a cause that shows no key is kept as it is under one that does", () => {
  const inner = new Error("inner");
  expect(cleaned(new Error(`outer ${key}`, { cause: inner })).cause).toBe(inner);
});

test("each of several errors is kept, those that show no key as they are", () => {
  const other = new Error("other");
  const copy = redact(new AggregateError([new Error(key), other], `all of ${key}`), [key]);
  const errors: Error[] = copy.errors;
  expect(copy).toBeInstanceOf(AggregateError);
  expect(copy.message).toBe("all of [redacted]");
  expect(errors.map((error) => error.message)).toEqual(["[redacted]", "other"]);
  expect(errors[1]).toBe(other);
});

test("the code is enumerable, name and stack are not, and all of them can be written as on any error", () => {
  const copy = cleaned(Object.assign(new TypeError(`no route for ${key}`), { code: `E_${key}` }));
  const settings = (property: string) => {
    const { enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(copy, property) ?? {};
    return { enumerable, writable, configurable };
  };
  expect(settings("code")).toEqual({ enumerable: true, writable: true, configurable: true });
  for (const property of ["name", "stack"])
    expect(settings(property)).toEqual({ enumerable: false, writable: true, configurable: true });
  expect(copy.code).toBe("E_[redacted]");
  expect(Object.keys(copy)).toEqual(["code"]);
});

test("an error without a code gets none, and a code that is a number is left out", () => {
  expect("code" in cleaned(new Error(key))).toBe(false);
  expect("code" in cleaned(Object.assign(new Error(key), { code: 7 }))).toBe(false);
});

/** An error with so many causes below it, of which the last shows the key. */
function chain(length: number): Error {
  return length === 0 ? new Error(`end ${key}`) : new Error(`at ${length}`, { cause: chain(length - 1) });
}

const causesOf = (error: unknown): unknown[] =>
  error instanceof Error ? [error.message, ...causesOf(error.cause)] : error === undefined ? [] : [error];

test("a chain is looked at to its end, and of what shows the key six causes are kept", () => {
  expect(causesOf(cleaned(chain(6)))).toEqual(["at 6", "at 5", "at 4", "at 3", "at 2", "at 1", "end [redacted]"]);
  expect(causesOf(cleaned(chain(8)))).toEqual(["at 8", "at 7", "at 6", "at 5", "at 4", "at 3", "at 2", "[redacted]"]);
});

test("a chain of errors that all show the key ends in a mark below the sixth cause", () => {
  const all = (length: number): Error => new Error(`${length} ${key}`, length === 0 ? {} : { cause: all(length - 1) });
  const texts = causesOf(cleaned(all(8)));
  expect(texts).toEqual([8, 7, 6, 5, 4, 3, 2].map((length) => `${length} [redacted]`).concat("[redacted]"));
});

test("several errors in one are followed as deep as causes", () => {
  const wrapped = (depth: number): Error =>
    depth === 0 ? new Error(key) : new AggregateError([wrapped(depth - 1)], `${depth} ${key}`);
  let current: unknown = cleaned(wrapped(9));
  let depth = 0;
  while (current instanceof AggregateError) {
    current = current.errors[0];
    depth += 1;
  }
  expect([depth, current]).toEqual([7, "[redacted]"]);
});

test("the same harmless part in two places is looked at once, and a circle ends", () => {
  let looks = 0;
  const part = {
    get text() {
      looks += 1;
      return "fine";
    },
  };
  const error = Object.assign(new Error("x"), { a: part, b: part });
  expect(redact(error, [key])).toBe(error);
  expect(looks).toBe(1);
});

test.each([
  ["a map's value", new Map([["a", key]])],
  ["a map's key", new Map([[key, "a"]])],
  ["a header", new Headers({ "x-api-key": key })],
  ["the address of a request", new Request(`https://a.test/${key}`)],
  ["a header of a response", new Response("", { headers: { "x-key": key } })],
])("%s is looked at", (_name, config) => {
  expect(JSON.stringify(cleaned(Object.assign(new Error("x"), { config })))).not.toContain(key);
  expect(redact(config, [key])).toBe("[redacted]");
});

test.each([
  ["in capitals", key.toUpperCase()],
  ["in small letters", key.toLowerCase()],
  ["in hexadecimal", Buffer.from(key).toString("hex")],
  ["in hexadecimal in capitals, within more", Buffer.from(`a${key}z`).toString("hex").toUpperCase()],
  ["escaped byte by byte", [...key].map((sign) => `\\x${sign.charCodeAt(0).toString(16)}`).join("")],
  ["with an entity that was escaped again", key.replace("_", "&amp;amp;#95;")],
])("a key %s is one", (_name, form) => {
  expect(redact(`no ${form} no`, [key])).toMatch(/^no (61)?\[redacted\](7A)? no$/);
});

test("an entity of a sign of the key that was escaped again is known", () => {
  expect(redact("a&amp;amp;b&amp;#39;cd", ["a&b'cd"])).toBe("[redacted]");
});
