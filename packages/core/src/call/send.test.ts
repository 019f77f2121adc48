import { describe, expect, test, vi } from "vitest";
import { brokenBody, failure, fetchFailed, refused, reset, systemError } from "../testing/failing.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { contextOf, key, look, make, type Play, playFetch, transmitMake } from "../testing/fake-provider.ts";
import { failingSend, startSend } from "../testing/start-send.ts";
import { withDeadline } from "./deadline.ts";
import type { SeedbedError } from "./errors.ts";
import { send } from "./send.ts";
import type { Transmit } from "./transmit.ts";

const ok = () => Response.json({ fine: true });
const limited = (headers: Record<string, string> = {}, body = '{"error":"slow down"}') =>
  new Response(body, { status: 429, headers });

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
    const { error, sent, clock } = await failingSend(make, [play, ok()]);
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
    const { error } = await failingSend(make, [new Response(null, { status: 503, headers: { "retry-after": "9" } })]);
    expect(error.retryAfterMs).toBe(9000);
  });

  test("and what the provider said stands whole before what that means", async () => {
    const { error } = await failingSend(make, [Response.json({ error: "Out of order. Sorry." }, { status: 500 })]);
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
    const { error } = await failingSend(make, [play]);
    expect(error.message.startsWith(says)).toBe(true);
  });

  test("and a redirect of it is not followed", async () => {
    const { error, sent } = await failingSend(make, [
      new Response(null, { status: 301, headers: { location: "/elsewhere" } }),
    ]);
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ name: "OutcomeUnknownError", status: 301 });
  });

  test.each([307, 308])("and a %d, which asks to send it elsewhere, was not billed", async (status) => {
    const { error, sent } = await failingSend(make, [
      new Response(null, { status, headers: { location: "/elsewhere" } }),
    ]);
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ name: "ProviderError", status, billed: "no" });
  });

  test("and a refusal holds where its words are cut off", async () => {
    const { error } = await failingSend(make, [() => new Response(brokenBody('{"err', reset()), { status: 402 })]);
    expect(error).toMatchObject({ name: "InsufficientCreditsError", billed: "no" });
  });

  test("and a 200 that is too large is unreadable, billed unknown", async () => {
    const { error } = await failingSend(make, [new Response("x".repeat(2000))], { maxResponseBytes: 1000 });
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
  ])("and a transmit %s is not an answer", async (_name, transmit) => {
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
    const outcome = await failingSend(make, [error]);
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
    const { clock, promise, sent } = startSend(make, [refused(), ok()]);
    expect(await clock.finish(promise)).toMatchObject({ status: 200, waitedMs: 500 });
    expect(sent).toHaveLength(2);
  });
});

describe("an abort", () => {
  test("before anything is sent sends nothing, and takes no place in the rate limit", async () => {
    const admit = vi.fn(async () => {});
    const accounting = { admit, reserve: () => ({ settle() {} }) };
    const { promise, sent, clock } = startSend(make, [ok()], { accounting }, AbortSignal.abort("enough"));
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
    const { promise, clock, sent } = startSend(make, [play], {}, controller.signal);
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
    const { promise, clock, sent } = startSend(make, [limited({ "retry-after": "30" })], {}, controller.signal);
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

  test("while a request is read, before it has left, sends nothing", async () => {
    const controller = new AbortController();
    const clock = createFakeClock();
    const { fetch, sent } = playFetch(ok());
    const transmit: Transmit = (init) => {
      const sending = init.fetch(new Request("https://api.acme.test/v1/make", { method: "POST", body: "{}" }));
      controller.abort();
      return sending;
    };
    const promise = withDeadline(clock, 1000, controller.signal, (deadline) =>
      send(contextOf({ fetch, clock }), make, transmit, deadline),
    );
    expect(await failure(promise)).toMatchObject({ name: "AbortError", billed: "no" });
    await settle();
    expect(sent).toEqual([]);
  });

  test("while the accounting admits no one ends the call, though it takes no notice", async () => {
    const controller = new AbortController();
    const accounting = { admit: () => new Promise<void>(() => {}), reserve: () => ({ settle() {} }) };
    const { promise, sent } = startSend(make, [ok()], { accounting }, controller.signal);
    await settle();
    controller.abort();
    expect(await failure(promise)).toMatchObject({ name: "AbortError", billed: "no" });
    expect(sent).toHaveLength(0);
  });
});

test("a timeout in flight is an unknown outcome with the TimeoutError as its cause", async () => {
  const { error, clock } = await failingSend(make, [() => new Promise<Response>(() => {})], { timeoutMs: 5000 });
  expect(error).toMatchObject({ name: "OutcomeUnknownError", cause: { name: "TimeoutError" } });
  expect(error.message).toContain("timed out: no result within 5 s");
  expect(clock.pending).toBe(0);
});

test("a GET that times out is a TimeoutError that costs nothing", async () => {
  const { error } = await failingSend(look, [() => new Promise<Response>(() => {})], { timeoutMs: 5000 });
  expect(error).toMatchObject({ name: "TimeoutError", billed: "no" });
});

test("the key goes out in the provider's header, and the request's id comes back on an error", async () => {
  const { error, sent } = await failingSend(make, [
    new Response("{}", { status: 400, headers: { "x-request-id": "r-7" } }),
  ]);
  expect(sent[0]?.headers.get("x-api-key")).toBe(key);
  expect(error).toMatchObject({ name: "InvalidRequestError", requestId: "r-7" });
});
