import { provider as novita } from "@seedbed/novita";
import { describe, expect, test } from "vitest";
import type { Fixture } from "../fixture/fixture.ts";
import { tinyImageUri } from "../testing/text-case.ts";
import { outcomeOf, shapeOf, unexpectedError } from "./client-outcome.ts";

const fixture = (call: object, expected: object = {}) => ({ call, expect: expected }) as object as Fixture;

describe("an error that was not to be is told", () => {
  const found = (outcome: unknown, expected: object = {}) => unexpectedError(fixture({}, expected), outcome);
  test("by its message, or by its cause's, which says more", () => {
    expect(found({ error: { message: "outer" } })).toEqual([{ field: "call", message: "outer" }]);
    expect(found({ error: { message: "outer", cause: { message: "inner" } } })).toEqual([
      { field: "call", message: "inner" },
    ]);
    expect(found({ error: { message: "outer", cause: { code: 7 } } })).toEqual([{ field: "call", message: "outer" }]);
    expect(found({ error: { message: "outer", cause: "text" } })).toEqual([{ field: "call", message: "outer" }]);
  });

  test("and neither one that was, nor what is none", () => {
    expect(found({ error: { message: "outer" } }, { error: { name: "X" } })).toEqual([]);
    for (const outcome of [undefined, null, "text", {}, { images: [] }, { error: "text" }])
      expect(found(outcome)).toEqual([]);
  });
});

describe("the shape of what a client gave", () => {
  test("of a generation is without its bytes, and its parity by setting", () => {
    const generation = {
      timing: { totalMs: 1 },
      images: [{ bytes: new Uint8Array(9), mediaType: "image/png" }],
      parity: [{ setting: "seed", sent: 7, status: "sent" }],
    };
    expect(shapeOf(generation)).toEqual({
      timing: { totalMs: 1 },
      images: [{ mediaType: "image/png" }],
      parity: { seed: { sent: 7, status: "sent" } },
    });
    expect(shapeOf({ timing: {}, images: [] })).toEqual({ timing: {}, images: [], parity: {} });
  });

  test.each([null, undefined, "text", 7, { balance: 1 }])("of any other answer, %j, is the answer", (value) => {
    expect(shapeOf(value)).toEqual({ reply: value });
  });
});

describe("a fixture's call", () => {
  const fetch: typeof globalThis.fetch = async () => Response.json({ images: [tinyImageUri] });

  test("is made in the operation's own words, with what it has besides", async () => {
    let body: unknown;
    const kept: typeof globalThis.fetch = async (input, init) => {
      body = await new Request(input, init).json();
      return fetch(input);
    };
    const call = { operation: "seedream5Lite", request: { prompt: "a" }, extraBody: { more: 1 } };
    expect(await outcomeOf(fixture(call), novita, { fetch: kept })).toMatchObject({
      images: [{ mediaType: "image/png" }],
    });
    expect(body).toEqual({ prompt: "a", more: 1 });
  });

  test("that the client refuses is an error of its shape, with its cause", async () => {
    const refusing: typeof globalThis.fetch = () => Promise.reject(new TypeError("no route"));
    const outcome = await outcomeOf(fixture({ operation: "seedream5Lite", request: { prompt: "a" } }), novita, {
      fetch: refusing,
    });
    expect(outcome).toMatchObject({ error: { name: "OutcomeUnknownError", cause: { name: "ConnectionError" } } });
  });

  test("of a model that there is not names those that there are", async () => {
    const call = { model: "novita/none", request: { prompt: "a" } };
    expect(await outcomeOf(fixture(call), novita, { fetch })).toMatchObject({
      error: { name: "InvalidRequestError", message: expect.stringContaining("novita/seedream-5.0-lite") },
    });
  });
});
