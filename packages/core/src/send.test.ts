import { describe, expect, test, vi } from "vitest";
import { type ClientOptions, createContext } from "./client-context.ts";
import { withDeadline } from "./deadline.ts";
import type { SeedbedError } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { send, type Transmit } from "./send.ts";
import { brokenBody, failure, fetchFailed, refused, reset, systemError } from "./testing/failing.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import {
  contextOf,
  dialect,
  fact,
  key,
  look,
  make,
  type Play,
  playFetch,
  transmitLook,
  transmitMake,
} from "./testing/fake-provider.ts";

const ok = () => Response.json({ fine: true });
const limited = (headers: Record<string, string> = {}, body = '{"error":"slow down"}') =>
  new Response(body, { status: 429, headers });

/** A provider that allows three requests a minute: one every 21 seconds keeps to it. */
const slow = (options: ClientOptions) =>
  createContext({ ...fact, rateLimit: { requests: 3, perMs: 60_000 } }, dialect, { apiKey: key, ...options });

/** Sends one request on a clock that stands still, with answers in order. */
function start(operation: Operation, plays: readonly Play[], options: ClientOptions = {}, signal?: AbortSignal) {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({ fetch, clock, ...options });
  const transmit = operation.method === "GET" ? transmitLook(context) : transmitMake(context);
  const promise = withDeadline(clock, context.timeoutMs ?? 300_000, signal, (deadline) =>
    send(context, operation, transmit, deadline),
  );
  promise.catch(() => {}); // looked at below
  return { clock, sent, promise };
}

async function failing(operation: Operation, plays: readonly Play[], options?: ClientOptions) {
  const { clock, sent, promise } = start(operation, plays, options);
  const error = (await clock.finish(failure(promise))) as SeedbedError;
  return { error, sent, clock };
}

describe("a paid POST leaves once", () => {
  const runtime = fetchFailed(systemError("UND_ERR_HEADERS_TIMEOUT"));
  const cut = () => new Response(brokenBody('{"fi', systemError("UND_ERR_SOCKET")));
  const unknown: [name: string, play: Play, cause: string][] = [
    ["after a reset", reset(), "ConnectionError"],
    ["after a time-out of the runtime", runtime, "TimeoutError"],
    ["after an answer that is cut off", cut, "ConnectionError"],
    ["after a 500", new Response("{}", { status: 500 }), "ProviderError"],
    ["after a 502 with HTML", new Response("<html>", { status: 502 }), "ProviderError"],
    ["after a 504 with nothing", new Response(null, { status: 504 }), "ProviderError"],
    ["after a 408", new Response(null, { status: 408 }), "ProviderError"],
    [
      "after a 503 that asks to come again",
      new Response(null, { status: 503, headers: { "retry-after": "1" } }),
      "ProviderError",
    ],
    ["where a bare failure tells nothing", new TypeError("Failed to fetch"), "ConnectionError"],
    [
      "after a 500 whose body is cut off",
      () => new Response(brokenBody("{", reset()), { status: 500 }),
      "ProviderError",
    ],
  ];
  test.each(unknown)("%s, and says that its outcome is unknown", async (_name, play, cause) => {
    const { error, sent, clock } = await failing(make, [play, ok()]);
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({
      name: "OutcomeUnknownError",
      billed: "unknown",
      provider: "acme",
      operation: "make",
    });
    expect(error.cause).toMatchObject({ name: cause });
    expect(error.message).toMatch(
      /^acme make .*[^.]\. It may have been accepted and billed; it was not sent again\.$/s,
    );
    expect(clock.pending).toBe(0);
  });

  test("keeps how long a 503 asked to wait", async () => {
    const { error } = await failing(make, [new Response(null, { status: 503, headers: { "retry-after": "9" } })]);
    expect(error.retryAfterMs).toBe(9000);
  });

  test("and what the provider said stands whole before what that means", async () => {
    const { error } = await failing(make, [Response.json({ error: "Out of order. Sorry." }, { status: 500 })]);
    expect(error.message).toBe(
      "acme make failed with 500: Out of order. Sorry. It may have been accepted and billed; it was not sent again.",
    );
  });

  test.each<[string, Play, string]>([
    ["before an answer", reset(), "acme make broke off: read ECONNRESET."],
    [
      "within one",
      () => new Response(brokenBody("{", systemError("EPIPE"))),
      "acme make broke off within the answer: it EPIPE.",
    ],
  ])("and tells whether it broke off %s", async (_name, play, says) => {
    const { error } = await failing(make, [play]);
    expect(error.message.startsWith(says)).toBe(true);
  });

  test("and a redirect of it is not followed", async () => {
    const { error, sent } = await failing(make, [
      new Response(null, { status: 301, headers: { location: "/elsewhere" } }),
    ]);
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ name: "OutcomeUnknownError", status: 301 });
  });

  test.each([307, 308])("and a %d, which asks to send it elsewhere, was not billed", async (status) => {
    const { error, sent } = await failing(make, [new Response(null, { status, headers: { location: "/elsewhere" } })]);
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ name: "ProviderError", status, billed: "no" });
  });

  test("and a refusal holds where its words are cut off", async () => {
    const { error } = await failing(make, [() => new Response(brokenBody('{"err', reset()), { status: 402 })]);
    expect(error).toMatchObject({ name: "InsufficientCreditsError", billed: "no" });
  });

  test("and a 200 that is too large is unreadable, billed unknown", async () => {
    const { error } = await failing(make, [new Response("x".repeat(2000))], { maxResponseBytes: 1000 });
    expect(error).toMatchObject({ name: "ResponseValidationError", billed: "unknown", status: 200 });
    expect(error.body).toContain("xxx");
    expect(error.message).toBe("acme make answered more than 1000 bytes");
  });

  test("and what cannot be put into a request never leaves", async () => {
    const clock = createFakeClock();
    const { fetch, sent } = playFetch(ok());
    const context = contextOf({ fetch, clock });
    const promise = withDeadline(clock, 1000, undefined, (deadline) =>
      send(context, make, transmitMake(context, { count: 1n }), deadline),
    );
    expect(await failure(promise)).toMatchObject({
      name: "InvalidRequestError",
      billed: "no",
      message: expect.stringMatching(/^acme make: no request can be made of this: .*BigInt/),
    });
    expect(sent).toHaveLength(0);
  });

  test.each<[string, Transmit]>([
    ["that fetches nothing", async () => {}],
    [
      "that hides a broken answer",
      ({ fetch }) => fetch(new Request("https://api.acme.test", { method: "POST" })).catch(() => {}),
    ],
  ])("and a transmit %s is no answer", async (_name, transmit) => {
    const clock = createFakeClock();
    const context = contextOf({ clock, ...playFetch(() => new Response(brokenBody("{", reset()))) });
    const promise = withDeadline(clock, 1000, undefined, (deadline) => send(context, make, transmit, deadline));
    await expect(promise).rejects.toThrow("nothing was fetched");
  });
});

describe("a paid POST is sent again where it provably never left", () => {
  test.each([
    ["refused", refused()],
    ["unknown host", fetchFailed(systemError("ENOTFOUND", "getaddrinfo"))],
    ["no TLS", fetchFailed(systemError("ERR_SSL_WRONG_VERSION_NUMBER"))],
  ])("%s: twice more, then it is a ConnectionError that costs nothing", async (_name, error) => {
    const outcome = await failing(make, [error]);
    expect(outcome.sent).toHaveLength(3);
    expect(outcome.error).toMatchObject({
      name: "ConnectionError",
      provider: "acme",
      operation: "make",
      cause: error,
      billed: "no",
      status: undefined,
    });
  });

  test("and the next one's answer is the answer", async () => {
    const { clock, promise, sent } = start(make, [refused(), ok()]);
    expect(await clock.finish(promise)).toMatchObject({ status: 200, waitedMs: 500 });
    expect(sent).toHaveLength(2);
  });
});

describe("a 429", () => {
  test("is waited out, and not a millisecond early", async () => {
    const { clock, sent, promise } = start(make, [limited({ "retry-after": "21" }), ok()]);
    await clock.advance(20_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
    expect(await promise).toMatchObject({ status: 200, waitedMs: 21_000 });
    expect(clock.pending).toBe(0);
  });

  test("is waited out three times, then it is a RateLimitError with the wait", async () => {
    const { error, sent } = await failing(make, [limited({ "retry-after": "5" })]);
    expect(sent).toHaveLength(4);
    expect(error).toMatchObject({ name: "RateLimitError", billed: "no", retryAfterMs: 5000 });
  });

  test("without a wait backs off longer each time", async () => {
    const clock = createFakeClock();
    const at: number[] = [];
    const { fetch } = playFetch(() => {
      at.push(clock.now());
      return limited();
    });
    const context = contextOf({ fetch, clock });
    const run = withDeadline(clock, 300_000, undefined, (deadline) =>
      send(context, make, transmitMake(context), deadline),
    );
    await clock.finish(failure(run));
    expect(at.map((time) => time - (at[0] ?? 0))).toEqual([0, 1000, 3000, 7000]);
  });

  test("that asks for longer than the caller allows fails at once, with the wait", async () => {
    const { clock, promise, sent } = start(make, [limited({ "retry-after": "61" })]);
    await settle();
    expect(await failure(promise)).toMatchObject({ name: "RateLimitError", retryAfterMs: 61_000 });
    expect(sent).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test("that asks for just as long as the caller allows is waited out", async () => {
    const { clock, promise } = start(make, [limited({ "retry-after": "60" }), ok()]);
    expect(await clock.finish(promise)).toMatchObject({ waitedMs: 60_000 });
  });

  test("that asks for longer than the timeout leaves fails at once", async () => {
    const { promise } = start(make, [limited({ "retry-after": "10" })], { timeoutMs: 10_000 });
    expect(await failure(promise)).toMatchObject({ name: "RateLimitError", retryAfterMs: 10_000 });
  });
});

describe("a GET", () => {
  test.each<[string, Play]>([
    ["a 500", new Response(null, { status: 500 })],
    ["a 503", new Response(null, { status: 503 })],
    ["a reset", reset()],
    ["a time-out of the runtime", fetchFailed(systemError("UND_ERR_BODY_TIMEOUT"))],
    ["a body that is cut off", () => new Response(brokenBody("{", systemError("UND_ERR_SOCKET")))],
  ])("is sent again after %s", async (_name, play) => {
    const { clock, promise, sent } = start(look, [play, ok()]);
    expect(await clock.finish(promise)).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(2);
  });

  test("that fails again and again costs nothing", async () => {
    const { error, sent } = await failing(look, [reset()]);
    expect(sent).toHaveLength(3);
    expect(error).toMatchObject({ name: "ConnectionError", billed: "no" });
  });
});

describe("where the provider limits its rate", () => {
  const network = systemError("ENETUNREACH");
  test.each<[string, Operation, Play, number]>([
    ["a 429 is waited out", make, limited(), 21_000],
    ["a 500 to a GET is waited out", look, new Response(null, { status: 500 }), 21_000],
    ["a reset of a GET, which may have counted, is waited out", look, reset(), 21_000],
    [
      "an answer that a lost network cuts off is waited out",
      look,
      () => new Response(brokenBody("{", network)),
      21_000,
    ],
    ["what never left does not count", make, refused(), 500],
  ])("%s", async (_name, operation, play, waitedMs) => {
    const clock = createFakeClock();
    const context = slow({ clock, ...playFetch(play, ok()) });
    const transmit = operation === make ? transmitMake(context) : transmitLook(context);
    const promise = withDeadline(clock, 300_000, undefined, (deadline) => send(context, operation, transmit, deadline));
    expect(await clock.finish(promise)).toMatchObject({ status: 200, waitedMs });
  });
});

describe("an abort", () => {
  test("before anything is sent sends nothing, and takes no place in the rate limit", async () => {
    const admit = vi.fn(async () => {});
    const accounting = { admit, reserve: () => ({ settle() {} }) };
    const { promise, sent, clock } = start(make, [ok()], { accounting }, AbortSignal.abort("enough"));
    expect(await failure(promise)).toMatchObject({ name: "AbortError", billed: "no", cause: "enough" });
    expect(sent).toHaveLength(0);
    expect(admit).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });

  test.each<[string, Play]>([
    ["in flight, though fetch takes no notice", () => new Promise<Response>(() => {})],
    ["within the answer, though the body takes no notice", () => new Response(brokenBody("{", "hangs"))],
  ])("%s ends the call, and its outcome is unknown", async (_name, play) => {
    const controller = new AbortController();
    const { promise, clock, sent } = start(make, [play], {}, controller.signal);
    await settle();
    controller.abort();
    await settle();
    const error = (await failure(promise)) as SeedbedError;
    expect(error).toMatchObject({ name: "OutcomeUnknownError", cause: { name: "AbortError" } });
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test("in a backoff ends the call, and nothing was billed", async () => {
    const controller = new AbortController();
    const { promise, clock, sent } = start(make, [limited({ "retry-after": "30" })], {}, controller.signal);
    await settle();
    controller.abort();
    expect(await failure(promise)).toMatchObject({
      name: "AbortError",
      billed: "no",
      message: "acme make was aborted",
    });
    expect(sent).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test("while the accounting admits no one ends the call, though it takes no notice", async () => {
    const controller = new AbortController();
    const accounting = { admit: () => new Promise<void>(() => {}), reserve: () => ({ settle() {} }) };
    const { promise, sent } = start(make, [ok()], { accounting }, controller.signal);
    await settle();
    controller.abort();
    expect(await failure(promise)).toMatchObject({ name: "AbortError", billed: "no" });
    expect(sent).toHaveLength(0);
  });
});

test("a timeout in flight is an unknown outcome with the TimeoutError as its cause", async () => {
  const { error, clock } = await failing(make, [() => new Promise<Response>(() => {})], { timeoutMs: 5000 });
  expect(error).toMatchObject({ name: "OutcomeUnknownError", cause: { name: "TimeoutError" } });
  expect(error.message).toContain("timed out: no result within 5 s");
  expect(clock.pending).toBe(0);
});

test("a GET that times out is a TimeoutError that costs nothing", async () => {
  const { error } = await failing(look, [() => new Promise<Response>(() => {})], { timeoutMs: 5000 });
  expect(error).toMatchObject({ name: "TimeoutError", billed: "no" });
});

test("the key goes out in the provider's header, and the request's id comes back on an error", async () => {
  const { error, sent } = await failing(make, [
    new Response("{}", { status: 400, headers: { "x-request-id": "r-7" } }),
  ]);
  expect(sent[0]?.headers.get("x-api-key")).toBe(key);
  expect(error).toMatchObject({ name: "InvalidRequestError", requestId: "r-7" });
});
