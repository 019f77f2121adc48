import { describe, expect, test } from "vitest";
import { failure, fetchFailed, systemError } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, look, make, transmitLook, transmitMake } from "../testing/fake-provider.ts";
import { withDeadline } from "./deadline.ts";
import type { Operation } from "./operation.ts";
import { send } from "./send.ts";

/** Sends one request through a fetch of the caller. */
async function sent(operation: Operation, fetch: (url: string, init?: RequestInit) => Promise<Response>) {
  const clock = createFakeClock();
  const context = contextOf({ fetch, clock });
  const transmit = operation.method === "GET" ? transmitLook(context) : transmitMake(context);
  const promise = withDeadline(clock, 300_000, undefined, (deadline) => send(context, operation, transmit, deadline));
  return clock.finish(promise.catch(() => failure(promise)));
}

describe("an injected fetch is called as fetch(url, init)", () => {
  test.each([
    [
      make,
      "https://api.acme.test/v1/make",
      {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: '{"prompt":"a koi pond"}',
        redirect: "manual",
        signal: expect.any(AbortSignal),
      },
    ],
    [
      look,
      "https://api.acme.test/v1/tasks/t-1",
      { method: "GET", headers: { "x-api-key": key }, redirect: "manual", signal: expect.any(AbortSignal) },
    ],
  ])("with nothing but text and plain objects: $method", async (operation, url, init) => {
    const calls: unknown[][] = [];
    await sent(operation, async (...args) => {
      calls.push(args);
      return Response.json({});
    });
    expect(calls).toStrictEqual([[url, init]]);
  });

  test("also on the way of a redirect", async () => {
    const urls: unknown[] = [];
    await sent(look, async (url) => {
      urls.push(url);
      return urls.length === 1 ? new Response(null, { status: 302, headers: { location: "/v2" } }) : Response.json({});
    });
    expect(urls).toEqual(["https://api.acme.test/v1/tasks/t-1", "https://api.acme.test/v2"]);
  });
});

describe("a paid POST through an injected fetch that fails", () => {
  const notAFetch = "a transport that is not one" as never;
  const unsent: [name: string, fetch: (url: string, init?: RequestInit) => Promise<Response>][] = [
    [
      "by throwing where it is called, with the body unread",
      () => {
        throw new TypeError("only https addresses are taken");
      },
    ],
    ["because it is not a function", notAFetch],
    [
      "because it cannot read the address",
      async () => {
        const invalid = Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" });
        throw new TypeError("Failed to parse URL from [object Request]", { cause: invalid });
      },
    ],
    [
      "because its dispatcher is of another version of undici",
      async () => {
        throw fetchFailed(Object.assign(new Error("invalid onRequestStart method"), { code: "UND_ERR_INVALID_ARG" }));
      },
    ],
    [
      "because its dispatcher is none",
      async () => {
        throw fetchFailed(new TypeError("agent.dispatch is not a function"));
      },
    ],
  ];
  test.each(unsent)("%s was not sent", async (_name, fetch) => {
    expect(await sent(make, fetch)).toMatchObject({ name: "ConnectionError", billed: "no", status: undefined });
  });

  const open: [name: string, fetch: (url: string, init?: RequestInit) => Promise<Response>][] = [
    [
      "by throwing where it is called, but after it read the body",
      (_url, init) => {
        throw new TypeError(`sent ${init?.body}, and then something broke`);
      },
    ],
    [
      "by a promise that says nothing of when",
      async () => {
        throw new TypeError("Cannot read properties of undefined");
      },
    ],
    [
      "after an address of an answer that cannot be read",
      async () => {
        throw Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" });
      },
    ],
    [
      "for an argument that undici checks later",
      async () => {
        throw fetchFailed(systemError("UND_ERR_INVALID_ARG"));
      },
    ],
  ];
  test.each(open)("%s has an unknown outcome", async (_name, fetch) => {
    expect(await sent(make, fetch)).toMatchObject({ name: "OutcomeUnknownError", billed: "unknown" });
  });
});
