import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { InvalidRequestError, ProviderError } from "../call/errors.ts";
import { redact } from "./redact.ts";

const key = 'SG_0123+456/789"abc=';
const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];

function showsKey(text: string): boolean {
  return forms.some((form) => text.includes(form));
}

test.each([
  ["as it is", key],
  ["percent-encoded", encodeURIComponent(key)],
  ["escaped as in JSON", JSON.stringify({ key })],
  ["twice", `${key} and ${key}`],
])("takes out a secret that stands in a text %s", (_name, text) => {
  const redacted = redact(`the key ${text} is wrong`, [key]);
  expect(redacted).toContain("[redacted]");
  expect(showsKey(redacted)).toBe(false);
});

test("leaves all else as it is", () => {
  const error = new Error("no");
  expect(redact("no key here", [key])).toBe("no key here");
  expect(redact("anything", [""])).toBe("anything");
  expect(redact(error, [key])).toBe(error);
  expect(redact(undefined, [key])).toBeUndefined();
  expect(redact(7, [key])).toBe(7);
});

describe("no error shows the key, however it is printed", () => {
  const nested = new Error("outer", { cause: new Error("middle", { cause: new Error(`inner ${key}`) }) });
  const circular = new Error(`round ${key}`);
  circular.cause = circular;
  const causes: [name: string, cause: unknown][] = [
    ["an error", new Error(`bad key ${key}`)],
    ["nested errors", nested],
    ["a circle", circular],
    ["several errors in one", new AggregateError([new Error(key), new Error("other")], `all of ${key}`)],
    ["a property of an error", Object.assign(new Error("failed"), { config: { headers: { "x-api-key": key } } })],
    ["an error that cannot be changed", Object.freeze(new Error(`frozen ${key}`))],
    [
      "a request",
      Object.assign(new Error("failed"), {
        request: new Request("https://a.test", { headers: { "x-api-key": key.replaceAll('"', "") } }),
      }),
    ],
    [
      "an address",
      Object.assign(new Error("failed"), { response: { url: `https://a.test?key=${encodeURIComponent(key)}` } }),
    ],
    ["headers", Object.assign(new Error("failed"), { headers: new Headers({ authorization: `Bearer ${key}` }) })],
    ["an error whose stack alone shows it", Object.assign(new Error("failed"), { stack: `Error: at ${key}` })],
    ["no error at all", { token: key }],
    ["a text", `the key ${key}`],
    ["a DOMException", new DOMException(`stopped ${key}`, "AbortError")],
  ];
  test.each(causes)("with %s as its cause", (_name, cause) => {
    const secrets = [key, key.replaceAll('"', "")];
    const error = new ProviderError(`failed for ${key}`, {
      cause,
      secrets,
      body: `{"key":${JSON.stringify(key)}}`,
      code: `code-${key}`,
      requestId: key,
    });
    const printed = [
      inspect(error, { depth: 12 }),
      inspect(error, { depth: 12, showHidden: true }),
      String(error),
      JSON.stringify(error),
      error.stack,
      error.message,
    ].join("\n");
    expect(showsKey(printed) || printed.includes(secrets[1] ?? key)).toBe(false);
    expect(printed).toContain("[redacted]");
  });

  test("and the error that was given is not changed", () => {
    const cause = new Error(`bad key ${key}`);
    new ProviderError("failed", { cause, secrets: [key] });
    expect(cause.message).toContain(key);
  });

  test("and what it says beside the key is kept", () => {
    const inner = Object.assign(new TypeError(`no route for ${key}`), { code: "ENOTFOUND" });
    const { cause } = new ProviderError("failed", { cause: inner, secrets: [key] });
    expect(cause).toMatchObject({ name: "TypeError", message: "no route for [redacted]", code: "ENOTFOUND" });
  });

  test("and a cause that shows no key is the very one that was given", () => {
    const cause = new Error("no route");
    expect(new InvalidRequestError("failed", { cause, secrets: [key] }).cause).toBe(cause);
  });
});

test("a text as short as a common word is not a key, and mangles no message", () => {
  expect(redact("it may go to any other", ["any"])).toBe("it may go to any other");
});
