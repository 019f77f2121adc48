import type { Clock } from "@seedbed/core";
import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limit.ts";

/** A clock that stands until it is moved. */
function fakeClock() {
  let now = 0;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    delay: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    settle,
    /** Moves the time, and wakes no one yet. */
    jump(milliseconds: number) {
      now += milliseconds;
    },
    async advance(milliseconds: number) {
      const until = now + milliseconds;
      for (;;) {
        await settle();
        const [next] = [...sleepers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        sleepers.delete(next);
        now = Math.max(now, next.at);
        next.wake();
      }
      now = until;
    },
  };
}

const never = new AbortController().signal;

test("no window holds more than the limit, and the order is that of asking", async () => {
  const { clock, advance } = fakeClock();
  const limiter = createRateLimiter({ requests: 3, perMs: 60_000 }, clock);
  const admitted: { id: number; at: number }[] = [];
  const ask = (id: number) => limiter.admit(never).then(() => admitted.push({ id, at: clock.now() }));
  for (let id = 0; id < 7; id += 1) void ask(id);
  await advance(25_000);
  for (let id = 7; id < 12; id += 1) void ask(id);
  await advance(400_000);
  expect(admitted.map(({ id }) => id)).toEqual([...Array(12).keys()]);
  for (const { at } of admitted) {
    expect(admitted.filter((other) => other.at >= at && other.at < at + 60_000).length).toBeLessThanOrEqual(3);
  }
  expect(admitted.slice(0, 4).map(({ at }) => at)).toEqual([0, 0, 0, 61_000]);
});

test("who gives up leaves at once, and takes no place", async () => {
  const { clock, advance, settle } = fakeClock();
  const limiter = createRateLimiter({ requests: 1, perMs: 1000 }, clock);
  const told: string[] = [];
  const giveUp = [new AbortController(), new AbortController()];
  const ask = (name: string, signal = never) =>
    limiter.admit(signal).then(
      () => told.push(`${name} at ${Math.round(clock.now())}`),
      () => told.push(`${name} left at ${Math.round(clock.now())}`),
    );
  await ask("first");
  void ask("head", giveUp[0]?.signal);
  void ask("middle", giveUp[1]?.signal);
  void ask("last");
  await advance(500);
  for (const { abort } of giveUp
    .map((controller) => ({ abort: () => controller.abort(new Error("no more")) }))
    .reverse())
    abort();
  await settle();
  expect(told).toEqual(["first at 0", "middle left at 500", "head left at 500"]);
  await advance(600);
  expect(told.slice(3)).toEqual(["last at 1017"]);
});

test("who comes at the moment that a place is free does not overtake who waits for it", async () => {
  const { clock, advance, jump } = fakeClock();
  const limiter = createRateLimiter({ requests: 1, perMs: 1000 }, clock);
  const told: string[] = [];
  const ask = (name: string) => limiter.admit(never).then(() => told.push(name));
  await ask("first");
  void ask("second");
  await advance(500);
  jump(600);
  void ask("third");
  await advance(2000);
  expect(told).toEqual(["first", "second", "third"]);
});

test("says how long one more would wait, those that wait counted, and reserves nothing", async () => {
  const { clock, advance } = fakeClock();
  const limiter = createRateLimiter({ requests: 2, perMs: 60_000 }, clock);
  expect(limiter.waitMs()).toBe(0);
  await limiter.admit(never);
  await advance(10_000);
  await limiter.admit(never);
  expect([limiter.waitMs(), limiter.waitMs()]).toEqual([51_000, 51_000]);
  const giveUp = new AbortController();
  void limiter.admit(never);
  void limiter.admit(giveUp.signal).catch(() => {});
  expect(limiter.waitMs()).toBe(51_000 + 61_000);
  giveUp.abort();
  expect(limiter.waitMs()).toBe(61_000);
  expect(limiter.waitMs({ requests: 4, perMs: 60_000 })).toBe(51_000);
  await advance(61_000);
  expect(limiter.waitMs()).toBe(0);
});

test("a limit that one call names holds for it, and every call counts", async () => {
  const { clock, advance } = fakeClock();
  const limiter = createRateLimiter({ requests: 1, perMs: 60_000 }, clock);
  const own = { requests: 3, perMs: 60_000 };
  for (let call = 0; call < 3; call += 1) await limiter.admit(never, own);
  expect([limiter.waitMs(own), limiter.waitMs()]).toEqual([61_000, 61_000]);
  await advance(61_000);
  expect(limiter.waitMs()).toBe(0);
  expect(() => limiter.admit(never, { requests: 0, perMs: 1 })).toThrow(
    expect.objectContaining({ field: "rateLimit" }),
  );
});

test("a signal that is aborted already takes no place", async () => {
  const { clock } = fakeClock();
  const limiter = createRateLimiter({ requests: 1, perMs: 1000 }, clock);
  await expect(limiter.admit(AbortSignal.abort(new Error("no")))).rejects.toThrow("no");
  await expect(limiter.admit(never)).resolves.toBeUndefined();
});

test.each([
  [0, 1000],
  [1.5, 1000],
  [3, 0],
  [3, Number.NaN],
  [3, Number.POSITIVE_INFINITY],
])("refuses a limit of %d in %d ms", (requests, perMs) => {
  expect(() => createRateLimiter({ requests, perMs }, fakeClock().clock)).toThrow(
    expect.objectContaining({
      field: "rateLimits",
      message: `A rate limit is at least one request in some milliseconds; it is ${requests} in ${perMs}.`,
    }),
  );
});
