import { describe, expect, test } from "vitest";
import { brokenBody, failure, fetchFailed, refused, reset, systemError } from "../testing/failing.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
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
} from "../testing/fake-provider.ts";
import { failingSend, startSend } from "../testing/start-send.ts";
import { createContext } from "./client-context.ts";
import type { ClientOptions } from "./client-options.ts";
import { withDeadline } from "./deadline.ts";
import type { Operation } from "./operation.ts";
import { send } from "./send.ts";

const ok = () => Response.json({ fine: true });
const limited = (headers: Record<string, string> = {}, body = '{"error":"slow down"}') =>
  new Response(body, { status: 429, headers });

/** A provider that allows three requests a minute: one every 21 seconds keeps to it. */
const slow = (options: ClientOptions) =>
  createContext({ ...fact, rateLimit: { requests: 3, perMs: 60_000 } }, dialect, { apiKey: key, ...options });

describe("a 429", () => {
  test("is waited out, and not a millisecond early", async () => {
    const { clock, sent, promise } = startSend(make, [limited({ "retry-after": "21" }), ok()]);
    await clock.advance(20_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
    expect(await promise).toMatchObject({ status: 200, waitedMs: 21_000 });
    expect(clock.pending).toBe(0);
  });

  test("is waited out three times, then it is a RateLimitError with the wait", async () => {
    const { error, sent } = await failingSend(make, [limited({ "retry-after": "5" })]);
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
    const { clock, promise, sent } = startSend(make, [limited({ "retry-after": "61" })]);
    await settle();
    expect(await failure(promise)).toMatchObject({ name: "RateLimitError", retryAfterMs: 61_000 });
    expect(sent).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test("that asks for just as long as the caller allows is waited out", async () => {
    const { clock, promise } = startSend(make, [limited({ "retry-after": "60" }), ok()]);
    expect(await clock.finish(promise)).toMatchObject({ waitedMs: 60_000 });
  });

  test("that asks for longer than the timeout leaves fails at once", async () => {
    const { promise } = startSend(make, [limited({ "retry-after": "10" })], { timeoutMs: 10_000 });
    expect(await failure(promise)).toMatchObject({ name: "RateLimitError", retryAfterMs: 10_000 });
  });
});

describe("a GET", () => {
  test("whose wait would last until the end of the time fails at once", async () => {
    const { promise, sent } = startSend(look, [limited({ "retry-after": "10" })], { timeoutMs: 10_000 });
    expect(await failure(promise)).toMatchObject({ name: "RateLimitError", retryAfterMs: 10_000 });
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Play]>([
    ["a 500", new Response(null, { status: 500 })],
    ["a 503", new Response(null, { status: 503 })],
    ["a reset", reset()],
    ["a time-out of the runtime", fetchFailed(systemError("UND_ERR_BODY_TIMEOUT"))],
    ["a body that is cut off", () => new Response(brokenBody("{", systemError("UND_ERR_SOCKET")))],
  ])("is sent again after %s", async (_name, play) => {
    const { clock, promise, sent } = startSend(look, [play, ok()]);
    expect(await clock.finish(promise)).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(2);
  });

  test("that fails again and again costs nothing", async () => {
    const { error, sent } = await failingSend(look, [reset()]);
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
    const context = slow({ clock, fetch: playFetch(play, ok()).fetch });
    const transmit = operation === make ? transmitMake(context) : transmitLook(context);
    const promise = withDeadline(clock, 300_000, undefined, (deadline) => send(context, operation, transmit, deadline));
    expect(await clock.finish(promise)).toMatchObject({ status: 200, waitedMs });
  });
});
