import { expect, test } from "vitest";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { withDeadline } from "./deadline.ts";

/** Counts the listeners of a signal. */
function watched() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...all: Parameters<typeof add>) => {
    listeners += 1;
    add(...all);
  };
  signal.removeEventListener = (...all: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...all);
  };
  return { controller, signal, count: () => listeners };
}

test("leaves no timer and no listener behind", async () => {
  const clock = createFakeClock();
  const { signal, count } = watched();
  await withDeadline(clock, 1000, signal, async () => expect(count()).toBe(1));
  await expect(withDeadline(clock, 1000, signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await settle();
  expect([clock.pending, count()]).toEqual([0, 0]);
});

test("ends when the time is over, and says how long it was", async () => {
  const clock = createFakeClock();
  const reason = withDeadline(clock, 1500, undefined, async (deadline) => {
    await clock.advance(1499);
    expect([deadline.signal.aborted, deadline.left(), deadline.expired()]).toEqual([false, 1, false]);
    await clock.advance(100);
    expect([deadline.signal.aborted, deadline.left(), deadline.expired()]).toEqual([true, 0, true]);
    return deadline.signal.reason;
  });
  expect(await reason).toMatchObject({ name: "TimeoutError", message: "no result within 1.5 s" });
});

test("tells an abort of the caller from its own end, whichever came first", async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  await withDeadline(clock, 10, controller.signal, async (deadline) => {
    controller.abort("enough");
    await clock.advance(20);
    expect([deadline.signal.reason, deadline.expired()]).toEqual(["enough", false]);
  });
  const late = new AbortController();
  await withDeadline(clock, 10, late.signal, async (deadline) => {
    await clock.advance(20);
    late.abort("enough");
    expect(deadline.expired()).toBe(true);
  });
});

test("is over at once where the caller's signal was aborted before", async () => {
  await withDeadline(createFakeClock(), 10, AbortSignal.abort("enough"), async (deadline) => {
    expect(deadline.signal.reason).toBe("enough");
  });
});
