import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ProviderError } from "../call/errors.ts";
import { redact, redactData } from "./redact.ts";

const key = "SG_0123456789abcDEF";
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Everything that prints a value. */
function printed(value: unknown): string {
  const json = (() => {
    try {
      return JSON.stringify(value) ?? "";
    } catch {
      return ""; // a circle: no one sees it so
    }
  })();
  const stack = value instanceof Error ? `${value.message} ${value.stack}` : "";
  return [json, inspect(value, { depth: 99, showHidden: true }), stack].join("\n");
}

const spellings: [name: string, spell: (text: string) => string][] = [
  ["as it is", (text) => text],
  ["percent-encoded sign by sign", (text) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join("")],
  ["percent-encoded in capitals", (text) => text.replace(/[_]/g, "%5F")],
  ["percent-encoded in small letters", (text) => text.replace(/[_]/g, "%5f")],
  ["percent-encoded twice", (text) => text.replace(/[_]/g, "%255F")],
  ["in \\u escapes", (text) => [...text].map((sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join("")],
  ["in entities", (text) => [...text].map((sign) => `&#${sign.charCodeAt(0)};`).join("")],
  ["in Base64", base64],
  ["in Base64 after one sign", (text) => base64(`a${text}`)],
  ["in Base64 after two signs", (text) => base64(`ab${text}`)],
  ["as Basic", (text) => `Basic ${base64(`user:${text}`)}`],
  ["as Basic, before a password", (text) => `Basic ${base64(`${text}:x`)}`],
  ["in the URL's Base64", (text) => Buffer.from(`??>${text}`).toString("base64url")],
];

/** No run of the encoding that is long enough to tell anything. */
const holds = (text: string, spelled: string) => {
  const middle = spelled.replace(/^Basic /, "");
  return text.includes(key) || text.includes(middle.slice(middle.length > 12 ? 8 : 0, -4));
};

test.each(spellings)("a secret is taken out of a text %s", (_name, spell) => {
  const text = redact(`before ${spell(key)} after`, [key]);
  expect(text).toMatch(/^before .*\[redacted\].* after$/);
  expect(holds(text, spell(key))).toBe(false);
});

test("a secret that is longer than a pattern can be is taken out in its usual forms", () => {
  const long = `${key}/`.repeat(300);
  for (const text of [long, encodeURIComponent(long)])
    expect(redact(`x ${text} y`, [long, key])).toBe("x [redacted] y");
  expect(redact(base64(`user:${long}`), [long]).length).toBeLessThan(30);
});

test("looking for a secret takes time in proportion to the text", () => {
  const time = (length: number) => {
    const started = performance.now();
    for (const part of ["%25", "\\", "SG_", "&#", key.slice(0, -1)]) redact(part.repeat(length / part.length), [key]);
    return performance.now() - started;
  };
  time(100_000);
  const ratios = [1, 2, 3].map(() => time(2_000_000) / Math.max(1, time(100_000)));
  expect(Math.min(...ratios)).toBeLessThan(200); // 20 times as much text; 400 if it were quadratic
});

const throwing = {
  get text(): string {
    throw new Error("not now");
  },
  key,
};
class Client {
  readonly #key = key;
  toJSON() {
    return { key: this.#key };
  }
}
class Printed {
  readonly #key = key;
  [inspect.custom]() {
    return this.#key;
  }
}
class Spoken {
  readonly #key = key;
  toString() {
    return this.#key;
  }
}
const shallow = { at: { key } };
const round: Record<string, unknown> = { key };
round.self = round;
const buried = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].reduce<unknown>((inner) => ({ inner }), { key });

const shapes: [name: string, shape: unknown][] = [
  ["a map's value", new Map([["a", new Map([["b", key]])]])],
  ["a map's key", new Map([[{ key }, 1]])],
  ["a set", new Set([key])],
  ["headers", new Headers({ authorization: `Bearer ${key}` })],
  ["a URL", new URL(`https://user:${key}@a.test/`)],
  ["a query", new URLSearchParams({ key })],
  ["a form", Object.assign(new FormData(), { key })],
  ["a property with a symbol", { [Symbol("hidden")]: key }],
  ["the name of a symbol", { [Symbol(key)]: 1 }],
  ["a property's name", { [key]: 1 }],
  ["a hidden property", Object.defineProperty({}, "key", { value: key })],
  ["a getter", Object.defineProperty({}, "key", { get: () => key, enumerable: true })],
  ["what stands beside a getter that throws", throwing],
  ["a map's own property", Object.assign(new Map(), { key })],
  ["an object's own JSON", new Client()],
  ["an object's own printing", new Printed()],
  ["an object's own text", new Spoken()],
  ["a promise", Promise.resolve(key)],
  ["an iterator", new Map([[key, 1]]).entries()],
  ["a signal", AbortSignal.abort(key)],
  ["a boxed text", Object(key)],
  ["a number", { key: 1234567890 }],
  ["a bigint", [1234567890n]],
  ["what is met deep first and shallow after", [[[[[[[[[shallow]]]]]]]], shallow]],
  ["a circle", round],
  ["what lies twelve deep", buried],
  ["what comes after ten thousand others", [...Array(10_001).keys()].map(String).concat(key)],
];

test.each(shapes)("a secret in %s is not shown by an error", (_name, shape) => {
  const secrets = [key, "1234567890"];
  for (const cause of [
    shape,
    { shape },
    Object.assign(new Error("failed"), { shape }),
    new Error("x", { cause: shape }),
  ]) {
    const error = new ProviderError("failed", { cause, secrets });
    const text = printed(error);
    expect(secrets.some((secret) => text.includes(secret))).toBe(false);
    expect(error.cause).not.toBe(cause);
  }
});

test("a cause that is not enumerable, and one of a cause's errors, are looked at", () => {
  const cause = Object.defineProperty(new Error("outer"), "cause", { value: new Error(key) });
  expect(printed(new ProviderError("failed", { cause, secrets: [key] }))).not.toContain(key);
  const all = new AggregateError([new AggregateError([new Error(`in ${key}`)], "inner")], "outer");
  expect(printed(new ProviderError("failed", { cause: all, secrets: [key] }))).not.toContain(key);
});

test("a value nested 100,000 deep is looked at to its end", () => {
  const deep = (end: unknown) =>
    Array(100_000)
      .fill(0)
      .reduce((inner) => [inner], end);
  const cause = Object.assign(new Error("failed"), { deep: deep(key) });
  expect(redact(cause, [key])).not.toBe(cause);
});

test("what is put on an error later is not printed either, and is there as it came", () => {
  const url = `https://files.test/a.png?key=${key}`;
  const error = new ProviderError("failed", { secrets: [key] });
  Object.assign(error, { images: [{ url }], job: { request: { note: key } } });
  expect(JSON.stringify(error)).not.toContain(key);
  expect(JSON.stringify(error)).toContain("https://files.test/a.png?key=[redacted]");
  expect(inspect(error, { depth: 9 })).not.toContain(key);
  expect(error.images).toEqual([{ url }]);
});

const leaf = fc.constantFrom(...spellings.map(([, spell]) => spell(key)), "harmless", 7, null);
const nested = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", key), tie("value"), { maxKeys: 3 }),
    tie("value").map((value) => new Map([["a", value]])),
    tie("value").map((value) => new Set([value])),
    leaf.map((text) => new Headers({ a: String(text) })),
    leaf.map((text) => new URL(`https://a.test/${encodeURIComponent(String(text))}`)),
    tie("value").map((value) => new Error("inner", { cause: value })),
    leaf.map((text) => new Error(String(text))),
    tie("value").map((value) => Object.assign(new Error("with"), { [Symbol("s")]: value })),
    fc.array(tie("value"), { maxLength: 3 }).map((errors) => new AggregateError(errors, "all")),
  ),
})).value;

test("however a secret is nested and spelled, no printing of an error shows it", () => {
  fc.assert(
    fc.property(nested, (cause) => {
      const text = printed(new ProviderError("failed", { cause, secrets: [key] }));
      for (const [, spell] of spellings) if (holds(text, spell(key))) throw new Error(`shows ${spell(key)}: ${text}`);
    }),
    { numRuns: 500 },
  );
});

test("of JSON, only the secrets go, in names too, and what no reader could take", () => {
  const value = { a: [1, true, null, `x ${key}`], [key]: { b: "c" } };
  expect(redactData(value, [key])).toEqual({ a: [1, true, null, "x [redacted]"], "[redacted]": { b: "c" } });
  const deep = Array(5000)
    .fill(0)
    .reduce((inner) => ({ inner }), 1);
  const copy = JSON.stringify(redactData({ task_id: "t-1", deep }, [key]));
  expect(copy).toMatch(/^\{"task_id":"t-1",.*\[nested more than 100 deep\]/);
});
