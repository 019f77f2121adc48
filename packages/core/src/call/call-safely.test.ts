import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { callSafely } from "../money/pay.ts";
import { createFakeClock, type FakeClock, settle } from "../testing/fake-clock.ts";
import { type Deadline, withDeadline } from "./deadline.ts";

const hanging = () => new Promise<never>(() => {});

/** What is called in a minute of a clock that stands still until it is told to go on. */
function inMinute<T>(run: (deadline: Deadline, clock: FakeClock) => Promise<T>, signal?: AbortSignal) {
  const clock = createFakeClock();
  return { clock, promise: withDeadline(clock, 60_000, signal, (deadline) => run(deadline, clock)) };
}

test("a callback is waited for, and what it throws is ignored", async () => {
  let calls = 0;
  const slow = async () => {
    await settle();
    calls += 1;
  };
  const slowly = async () => {
    await slow();
    throw new Error("the caller's own");
  };
  await callSafely(slow);
  await callSafely(slowly);
  expect(calls).toBe(2);
  const { clock, promise } = inMinute(async (deadline, clock) => {
    await callSafely(slow, clock, deadline);
    await callSafely(slowly, clock, deadline);
    await callSafely(() => {}, clock, deadline);
  });
  await promise; // no time passes by the clock
  expect([calls, clock.pending]).toEqual([4, 0]);
});

test("one that hangs has half of the time that is left, and no longer", async () => {
  const { clock, promise } = inMinute(async (deadline, clock) => {
    await clock.delay(20_000);
    await callSafely(hanging, clock, deadline);
    return deadline.left();
  });
  expect(await clock.finish(promise)).toBe(20_000);
  expect(clock.pending).toBe(0);
});

test("one that hangs has no more than a moment after an abort, before the call or within it", async () => {
  const stop = new AbortController();
  const { clock, promise } = inMinute(async (deadline, clock) => {
    const telling = callSafely(hanging, clock, deadline);
    stop.abort();
    await telling;
    await callSafely(hanging, clock, deadline);
    return deadline.left();
  }, stop.signal);
  expect(await promise).toBe(60_000);
  expect(clock.pending).toBe(0);
});

test("nothing is left on the signal of a call that goes on", async () => {
  const { promise } = inMinute(async (deadline, clock) => {
    const before = getEventListeners(deadline.signal, "abort").length;
    for (let call = 0; call < 20; call += 1) await callSafely(settle, clock, deadline);
    return getEventListeners(deadline.signal, "abort").length - before;
  });
  expect(await promise).toBe(0);
});
