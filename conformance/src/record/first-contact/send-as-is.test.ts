import { createClock } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { describe, expect, test } from "vitest";
import { ask, json, askingKey as key, question } from "../../testing/ask-novita.ts";
import { worstOf } from "./cheapest-first.ts";

const operation = "seedream5Lite";
const place = "/v3/seedream-5.0-lite";
const prices = { models: { "novita/seedream-5.0-lite": 0.035 } };

describe("a request as it is", () => {
  test("is sent once, its answer read, and what it means told", async () => {
    const { value, sent, books } = await ask(question({ method: "GET", path: "/v3/balance" }), [json({ balance: 3 })]);
    expect(sent.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
      ["GET", `${novita.baseUrl}/v3/balance`, "manual"],
    ]);
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(sent[0]?.headers.has("content-type")).toBe(false);
    expect(sent[0]?.body).toBeNull();
    expect(value.answered).toMatchObject({
      id: "q",
      question: "What is it?",
      answer: "it is taken",
      facts: { status: "200" },
      observed: [{ file: "openapi.yaml", at: ["a"] }],
      exchanges: [{ request: { method: "GET", path: "/v3/balance" }, response: { json: { balance: 1 } } }],
    });
    expect(value.answered).not.toHaveProperty("fixture");
    expect(value.images.size).toBe(0);
    expect(books).toEqual({ admitted: ["novita"], reserved: [], settled: [] });
  });

  test.each<[string, object, string]>([
    ["whose key could be read on the way", { baseUrl: "http://gateway.test" }, "the base URL is plain http"],
    ["that could not be waited for", { timeoutMs: 999 }, "ms are left of the timeout"],
  ])("%s is not sent, unless it is allowed", async (_name, client, message) => {
    const asked = question({ method: "POST", path: place, operation, body: { prompt: "a koi" } });
    const { sent, error, books } = await ask(asked, [json({})], { prices, ...client });
    expect(error?.message).toMatch(new RegExp(`^it was not sent: .*${message}`));
    expect([sent, books.settled.filter(({ state }) => state !== "not-sent")]).toEqual([[], []]);
    const allowed = { prices, ...client, allowInsecureHttp: true, minTimeoutMs: 0 };
    expect((await ask(asked, [json({})], allowed)).sent).toHaveLength(1);
  });

  test("that comes to nothing that was thought of has no answer, and bears nothing out", async () => {
    const { value } = await ask(question({ method: "GET", path: "/v3/balance" }), [json({}, { status: 500 })]);
    expect(value.answered).toMatchObject({ answer: null, facts: { status: "500" }, observed: [] });
  });

  test.each<[("documented" | "missing" | "invalid" | "bearer") | undefined, string | null]>([
    [undefined, `Bearer ${key}`],
    ["documented", `Bearer ${key}`],
    ["missing", null],
    ["invalid", "Bearer invalid"],
    ["bearer", `Bearer ${key}`],
  ])("sends a key that is %s as %s", async (kind, header) => {
    const send = { method: "GET", path: "/a", ...(kind ? { key: kind } : {}) } as const;
    const { sent } = await ask(question(send), [json({})]);
    expect(sent[0]?.headers.get("authorization")).toBe(header);
  });

  test("takes the key of the environment, without the white space around it", async () => {
    const env = { [novita.keyVariable]: ` ${key}\n` };
    const { sent } = await ask(question({ method: "GET", path: "/a", key: "bearer" }), [json({})], {
      apiKey: undefined,
      env,
    });
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
  });

  const paid = { method: "POST", path: place, operation, body: { prompt: "a", size: "9K" } } as const;

  test("that may be paid for is reserved in the worst case before, and settled as it was answered", async () => {
    const refused = await ask(question(paid), [json({}, { status: 400 })], { prices });
    expect(await refused.sent[0]?.json()).toEqual(paid.body);
    expect(refused.sent[0]?.headers.get("content-type")).toBe("application/json");
    expect(refused.books.reserved).toEqual([
      { provider: "novita", model: "novita/seedream-5.0-lite", operation, cost: worstOf(paid, novita, prices) },
    ]);
    expect(refused.books.settled).toEqual([{ state: "rejected", cost: null }]);
    const taken = await ask(question(paid), [json({})], { prices });
    expect(taken.books.settled).toEqual([{ state: "accepted", cost: worstOf(paid, novita, prices) }]);
    expect(worstOf(paid, novita, prices)?.max).toBe(0.035);
  });

  test("whose outcome is unknown stays so, at its worst case", async () => {
    const { error, books } = await ask(question(paid), [], { prices });
    expect(error?.message).toBe("no answer is left");
    expect(books.settled).toEqual([{ state: "unknown", cost: worstOf(paid, novita, prices) }]);
  });

  test("that never left costs nothing", async () => {
    const refused = new TypeError("fetch failed", {
      cause: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" }),
    });
    const { error, books } = await ask(question(paid), [() => Promise.reject(refused)], { prices });
    expect(error).toBe(refused);
    expect(books.settled).toEqual([{ state: "not-sent", cost: null }]);
  });

  test("of an operation that there is not is reserved by its path, at an unknown price", async () => {
    const { books } = await ask(question({ method: "POST", path: "/v3/none" }), [json({})]);
    expect(books.reserved).toEqual([{ provider: "novita", model: undefined, operation: "/v3/none", cost: null }]);
    expect(books.settled).toEqual([{ state: "accepted", cost: null }]);
  });

  const busy = (after?: string) => json({}, { status: 429, ...(after ? { headers: { "retry-after": after } } : {}) });

  test("that is asked to come back waits as long as it was told, and three times at most", async () => {
    const again = await ask(question({ method: "GET", path: "/a" }), [busy("7"), busy(), json({})]);
    expect([again.sent.length, again.books.admitted.length, again.clock.now()]).toEqual([3, 3, 27_000]);
    expect(again.value.answered).toMatchObject({ answer: "it is taken" });
    const never = await ask(
      question({ method: "GET", path: "/a" }),
      Array.from({ length: 5 }, () => busy("1")),
    );
    expect(never.sent).toHaveLength(4);
    expect(never.value).toMatchObject({ answered: { notAsked: "it was answered with 429 again and again" } });
    expect(never.value).not.toHaveProperty("stop");
  });

  test.each([
    ["91", "it was answered with 429, and is to wait 91 s"],
    ["Thu, 01 Jan 2099 00:00:00 GMT", "it was answered with 429, and is to wait 4070908800 s"],
  ])("that is asked to wait until %s is not sent again, and the provider is asked no more", async (after, reason) => {
    const { sent, value } = await ask(question({ method: "GET", path: "/a" }), [busy(after), json({})]);
    expect(sent).toHaveLength(1);
    expect(value).toMatchObject({ answered: { notAsked: reason }, stop: reason });
  });

  test("does not wait beyond its time-out", async () => {
    const { sent, value } = await ask(question({ method: "GET", path: "/a" }), [busy("60"), json({})], {
      timeoutMs: 30_000,
      clock: { now: () => 0, delay: () => new Promise(() => {}) },
    });
    expect(sent).toHaveLength(1);
    expect(value).toMatchObject({ answered: { notAsked: expect.stringContaining("429") } });
  });

  const silent = () => new Promise<Response>(() => {});
  const clock = createClock();

  test("that is never answered ends with its time-out", async () => {
    const { error } = await ask(question({ method: "GET", path: "/a" }), [silent], { clock, timeoutMs: 30 });
    expect(error?.message).toBe("there was no answer within 0.03 s");
  });

  test("ends at once where the person stops it: under way, in a wait, and before it is sent", async () => {
    for (const answer of [silent, busy("60")]) {
      const stopping = new AbortController();
      setTimeout(() => stopping.abort(new Error("stopped by SIGINT")), 30);
      const { signal } = stopping;
      const get = question({ method: "GET", path: "/a" });
      expect((await ask(get, [answer], { clock }, { signal })).error?.message).toBe("stopped by SIGINT");
      const { sent, books } = await ask(question(paid), [json({})], { prices }, { signal });
      expect([sent, books.reserved]).toEqual([[], []]);
    }
  });

  test("that is to be sent often is, without keeping to any pace, and its last answer counts", async () => {
    const { sent, books, value } = await ask(question({ method: "GET", path: "/a", times: 3 }), [
      json({}),
      json({}, { status: 429 }),
      json({}, { status: 402 }),
    ]);
    expect([sent.length, books.admitted]).toEqual([3, []]);
    expect(value.answered).toMatchObject({ facts: { status: "402" } });
  });
});
