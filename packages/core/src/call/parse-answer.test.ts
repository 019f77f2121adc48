import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { contextOf, key, look, make } from "../testing/fake-provider.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";
import { parseAnswer } from "./parse-answer.ts";

const schema = z.looseObject({
  images: z.array(z.string()),
  state: z.optional(z.union([z.enum(["done", "failed"]), z.string()])),
  results: z.nullish(z.array(z.looseObject({ asset: z.string() }))),
  file: z.optional(z.union([z.string(), z.looseObject({ url: z.string() })])),
});

function answer(body: string | Uint8Array<ArrayBuffer>, mediaType = "application/json"): Answer {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    status: 200,
    headers: new Headers({ "x-request-id": "r-1" }),
    bytes,
    mediaType,
    sentAtMs: 0,
    receivedAtMs: 1,
    waitedMs: 0,
  };
}

function parse(body: string | Uint8Array<ArrayBuffer>, mediaType?: string, operation: Operation = make) {
  return parseAnswer(contextOf(), operation, answer(body, mediaType), schema);
}

describe("a body that breaks its contract is a ResponseValidationError, and its text is kept", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ["truncated JSON", '{"images":["https://', "application/json", "answered JSON that cannot be read"],
    ["nothing", "", "application/json", "answered nothing"],
    ["an HTML page", "<html>hello", "text/html", "answered text/html that is not valid JSON"],
    ["no media type", "hello", "", "answered no media type that is not valid JSON"],
    [
      "invalid UTF-8",
      new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
      "application/json",
      "answered JSON that cannot be read",
    ],
    ["an empty object", "{}", "application/json", "answered a body that breaks its contract at images"],
    ["null", "null", "application/json", "answered a body that breaks its contract at the body"],
    ["a wrong type", '{"images":"one"}', "application/json", "answered a body that breaks its contract at images"],
    [
      "a wrong type within",
      '{"images":["a",2]}',
      "application/json",
      "answered a body that breaks its contract at images.1",
    ],
    [
      "a required field within",
      '{"images":[],"results":[{}]}',
      "application/json",
      "answered a body that breaks its contract at results.0.asset",
    ],
  ])("%s", (_name, body, mediaType, text) => {
    const want = {
      name: "ResponseValidationError",
      message: `acme make ${text}`,
      billed: "unknown",
      status: 200,
      requestId: "r-1",
      body: new TextDecoder().decode(typeof body === "string" ? new TextEncoder().encode(body) : body),
    };
    expect(() => parse(body, mediaType)).toThrow(expect.objectContaining(want));
  });

  test("of a GET that costs nothing, too", () => {
    expect(() => parse("{}", undefined, look)).toThrow(expect.objectContaining({ billed: "no" }));
  });

  test("and a key in it is taken out, also where the kept text ends within it", () => {
    for (const before of [0, 4090]) {
      const error = (() => {
        try {
          parse(`${"x".repeat(before)}${key} and more`);
        } catch (error) {
          return error as { body: string };
        }
      })();
      expect(error?.body).not.toContain(key.slice(0, 4));
    }
  });
});

describe("what no document describes is drift, and is let through", () => {
  test.each<[string, unknown, string[]]>([
    ["nothing new", { images: ["a"], state: "done", results: null }, []],
    ["a new field", { images: [], usage: { tokens: 1 } }, ["usage is in no document"]],
    [
      "a new field within a list",
      { images: [], results: [{ asset: "a", kind: 1 }] },
      ["results[0].kind is in no document"],
    ],
    ["a new value of an open enum", { images: [], state: "PAUSED" }, ['state is "PAUSED", which is in no document']],
    [
      "a new field in one form of several",
      { images: [], file: { url: "a", size: 1 } },
      ["file.size is in no document"],
    ],
    [
      "a field named like one of every object",
      { images: [], constructor: 1, toString: 2 },
      ["constructor is in no document", "toString is in no document"],
    ],
  ])("%s", (_name, body, messages) => {
    const { value, drift } = parse(JSON.stringify(body));
    expect(value).toEqual(body);
    expect(drift.map(({ message }) => message)).toEqual(messages);
  });
});
