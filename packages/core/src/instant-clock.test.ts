import { expect, test } from "vitest";
import { createInstantClock } from "./instant-clock.ts";

test("every wait of a client is over at once, and counted", async () => {
  const clock = createInstantClock(1_000);
  await clock.delay(20_000);
  await clock.delay(120_000);
  expect(clock.now()).toBe(141_000);
});

test("a deadline does not come at once: it ends by its signal alone", async () => {
  const clock = createInstantClock(0);
  const stop = new AbortController();
  const waiting = clock.delay(120_001, stop.signal);
  stop.abort(new Error("over"));
  await expect(waiting).rejects.toThrow("over");
  expect(clock.now()).toBe(0);
});

test("nothing is waited for where it was ended before", async () => {
  const clock = createInstantClock(0);
  await expect(clock.delay(5, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  expect(clock.now()).toBe(0);
});

test("a deadline comes once the waits have passed it", async () => {
  const clock = createInstantClock(0);
  let isOver = false;
  void clock.delay(300_000).then(() => {
    isOver = true;
  });
  await clock.delay(100_000);
  await Promise.resolve();
  expect(isOver).toBe(false);
  for (let wait = 0; wait < 2; wait += 1) await clock.delay(100_000);
  await Promise.resolve();
  expect(isOver).toBe(true);
});
