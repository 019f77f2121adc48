import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { ProviderError } from "../call/errors.ts";
import { systemError } from "../testing/failing.ts";
import { redact, redactData } from "./redact.ts";

const key = "SG_0123456789";
const mark = "[redacted]";

/** Kept in its place, and in its JSON and its text. */
class Harmless {
  readonly part = "harmless";
  toJSON() {
    return "harmless";
  }
  toString() {
    return "harmless";
  }
}

class Unready {
  get part(): string {
    throw new Error("not now");
  }
}

test.each<[string, unknown]>([
  ["an object", { a: 1 }],
  ["an object without a prototype", Object.assign(Object.create(null), { a: 1 })],
  ["an object of a class", new Harmless()],
  ["a list", [1, "a"]],
  ["a list of what has no text", [Object.create(null)]],
  ["a map", new Map([["a", 1]])],
  ["a set", new Set(["a"])],
  ["headers", new Headers({ a: "b" })],
  ["headers of which a runtime keeps more", Object.assign(new Headers(), { [Symbol("state")]: Promise.resolve() })],
  ["a query", new URLSearchParams({ a: "b" })],
  ["a form", new FormData()],
  ["an address", new URL("https://a.test/b")],
  ["a date", new Date(0)],
  ["a pattern", /harmless/],
  ["a request", new Request("https://a.test/b", { headers: { a: "b" } })],
  ["a response", new Response("b", { headers: { a: "b" } })],
  ["a boxed text", Object("harmless")],
  ["a boxed number", Object(7)],
  ["a boxed bigint", Object(7n)],
  ["a boxed symbol", Object(Symbol("a"))],
  ["a boxed truth", Object(true)],
  ["a function", () => {}],
  ["an asynchronous function", async () => {}],
  ["a class", Harmless],
  ["a class whose objects have what it has not", Unready],
  ["an error", new TypeError("no", { cause: "none" })],
  ["an error of another realm", runInNewContext("new Error('no')")],
  ["several errors", new AggregateError([new Error("no")], "none")],
  ["one of Seedbed's errors", new ProviderError("no")],
])("%s without a secret stays what it is", (_name, value) => {
  expect(redact(value, [key])).toBe(value);
  const error = Object.assign(new Error("x"), { value });
  expect(redact(error, [key])).toBe(error);
});

class Caused extends Error {
  override get cause() {
    return { key };
  }
}
class Numbered extends Error {
  override get name() {
    return key;
  }
}
class Worded extends Error {
  readonly #key = key;
  toJSON() {
    return { key: this.#key };
  }
}
class Shown extends Map<string, number> {
  readonly #key = key;
  [inspect.custom]() {
    return this.#key;
  }
}
class Listed extends Array<number> {
  readonly #key = key;
  toJSON() {
    return this.#key;
  }
}

test.each<[string, unknown]>([
  ["a list", [key]],
  ["a property that is called prototype", { prototype: key }],
  ["a map's value", new Map([["a", key]])],
  ["a map's key", new Map([[key, "a"]])],
  ["a set", new Set([key])],
  ["headers", new Headers({ a: key })],
  ["a property of headers", Object.assign(new Headers(), { key })],
  ["a query", new URLSearchParams({ a: key })],
  ["an address", new URL(`https://a.test/${key}`)],
  ["a pattern", new RegExp(key)],
  ["a request's address", new Request(`https://a.test/${key}`)],
  ["a request's header", new Request("https://a.test", { headers: { a: key } })],
  ["a response's words", new Response("", { statusText: key })],
  ["a response's header", new Response("", { headers: { a: key } })],
  ["a boxed text", Object(key)],
  ["a boxed symbol", Object(Symbol(key))],
  ["a property of a function", Object.assign(() => {}, { defaults: { headers: { a: key } } })],
  ["the name of a function", Object.defineProperty(() => {}, "name", { value: key })],
  ["a property of a class", Object.assign(class {}, { key })],
  ["the JSON of a function", Object.assign(() => {}, { toJSON: () => key })],
  ["the JSON of a list", new Listed()],
  ["the printing of a map", new Shown()],
  ["the printing of a function", Object.assign(() => {}, { [inspect.custom]: () => key })],
  ["what cannot be looked into", Promise.resolve("harmless")],
])("%s with a secret is not shown", (_name, value) => {
  expect(redact(value, [key])).toBe(mark);
  const error = new ProviderError("x", { cause: { value }, secrets: [key] });
  expect(inspect(error, { depth: 9 })).not.toContain(key);
});

test.each<[string, unknown, string]>([
  ["a date", new Date(0), String(new Date(0)).slice(4, 15)],
  ["a number", 1234567890, "1234567890"],
  ["a boxed number", Object(1234567890), "1234567890"],
  ["a boxed bigint", Object(1234567890n), "1234567890"],
])("%s that reads as a secret is not shown", (_name, value, secret) => {
  expect(redact(value, [secret])).toBe(mark);
});

test.each<[string, Error]>([
  ["the name that its class gives it", new Numbered("x")],
  ["the cause that its class gives it", new Caused("x")],
  ["its JSON", new Worded("x")],
])("an error that shows a secret in %s is copied without", (_name, error) => {
  const copy = redact(error, [key]);
  expect(copy).not.toBe(error);
  expect(`${copy.name} ${copy.stack} ${JSON.stringify(copy)} ${inspect(copy)} ${inspect(copy.cause)}`).not.toContain(
    key,
  );
});

test("an error that cannot be read is a mark", () => {
  const error = Object.defineProperty(new Error("x"), "message", {
    get() {
      throw new Error("not now");
    },
  });
  expect(redact(error, [key])).toBe(mark);
});

test("a copy has the code and the call of the system as the error has them", () => {
  const copy = redact(Object.assign(systemError("ECONNRESET", "read"), { cause: key }), [key]);
  expect(Object.entries(copy)).toEqual([
    ["code", "ECONNRESET"],
    ["syscall", "read"],
  ]);
});

test("of several errors a hundred are kept", () => {
  const errors = Array.from({ length: 101 }, (_, index) => new Error(`${index}`));
  const copy = redact(new AggregateError(errors, key), [key]);
  expect(copy.errors).toEqual(errors.slice(0, 100));
});

test("what has ten thousand parts is looked through, and what has more is not shown", () => {
  const numbers = (count: number) => new Set(Array(count).keys());
  expect(redact(numbers(9999), [key])).toBeInstanceOf(Set);
  expect(redact(numbers(10_000), [key])).toBe(mark);
});

describe("in a value of JSON", () => {
  test("a number that reads as a secret is a mark, and any other stays", () => {
    expect(redactData({ a: 1234567890, b: 7 }, ["1234567890"])).toEqual({ a: mark, b: 7 });
  });

  test.each<[string, (inner: unknown) => unknown]>([
    ["lists", (inner) => [inner]],
    ["objects", (inner) => ({ a: inner })],
  ])("a hundred %s within each other are kept, and no more", (_name, around) => {
    const nested = (depth: number, end: unknown): unknown => (depth === 0 ? end : around(nested(depth - 1, end)));
    expect(redactData(nested(100, 1), [key])).toEqual(nested(100, 1));
    expect(redactData(nested(101, 1), [key])).toEqual(nested(100, "[nested more than 100 deep]"));
  });
});
