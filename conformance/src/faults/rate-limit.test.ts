import { createClock } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { type Script, withServer } from "./scripted-server.ts";
import { inTurn, reply } from "./scripts.ts";
import { failureOf, paid, subjects, timeScale } from "./subjects.ts";

/** The server's own time, in seconds: HTTP's dates have no smaller unit. */
const now = Date.parse("2026-11-21T12:00:00.000Z");
const date = (milliseconds: number) => new Date(milliseconds).toUTCString();

/** How a server asks to wait; each gives the answer that asks for so many milliseconds, in whole seconds. */
const ways: [name: string, ask: (waitMs: number) => Script][] = [
  ["in seconds", (waitMs) => reply(429, "slow down", { "retry-after": String(waitMs / 1000) })],
  ["with a date", (waitMs) => reply(429, "", { date: date(now), "retry-after": date(now + waitMs) })],
  [
    "with x-rate-limit-reset-at-utc",
    (waitMs) =>
      reply(429, "", {
        date: date(now),
        "x-rate-limit-reset-at-utc": new Date(now + waitMs).toISOString().slice(0, 19),
      }),
  ],
  [
    "in words",
    (waitMs) => reply(429, { error: `Request was throttled. Expected available in ${waitMs / 1000} seconds.` }),
  ],
];

describe.each(ways)("429 with the wait %s", (_name, ask) => {
  test.concurrent.each(subjects)("$name: one more request, and not a millisecond early", async ({ call, good }) => {
    const waitMs = 3000;
    await withServer(inTurn(ask(waitMs), good), async (server) => {
      await call(server.url, { clock: createClock(timeScale) });
      expect(server.seen).toHaveLength(2);
      const [first, second] = server.seen;
      const gapMs = ((second?.atMs ?? 0) - (first?.atMs ?? 0)) * timeScale;
      expect(gapMs).toBeGreaterThanOrEqual(waitMs);
    });
  });

  test.concurrent.each(subjects)("$name: fails at once where that is over the caller's limit", async ({ call }) => {
    await withServer(ask(31_000), async (server) => {
      const error = await failureOf(call(server.url, { clock: createClock(), maxRetryWaitMs: 30_000 }));
      expect(error).toMatchObject({ name: "RateLimitError", billed: "no", status: 429, retryAfterMs: 31_000 });
      expect(server.seen).toHaveLength(1);
    });
  });
});

test.concurrent.each(paid)("$name: waits three times, and then gives up", async ({ call }) => {
  await withServer(reply(429, "", { "retry-after": "1" }), async (server) => {
    expect(await failureOf(call(server.url))).toMatchObject({
      name: "RateLimitError",
      billed: "no",
      retryAfterMs: 1000,
    });
    expect(server.posts()).toBe(4);
  });
});

test.concurrent.each(subjects)(
  "$name: with no wait named, it keeps to the documented limit",
  async ({ call, good, provider }) => {
    await withServer(inTurn(reply(429), good), async (server) => {
      await call(server.url);
      const { perMs, requests } = provider.rateLimit ?? { perMs: 1000, requests: 1 };
      const [first, second] = server.seen;
      expect(((second?.atMs ?? 0) - (first?.atMs ?? 0)) * timeScale).toBeGreaterThanOrEqual(perMs / requests);
    });
  },
);
