import { expect, test, vi } from "vitest";
import { abortable } from "./abortable.ts";
import { createClock } from "./clock.ts";

test("is never early", async () => {
  const { delay } = createClock();
  for (const milliseconds of [1, 2.5, 7, 11]) {
    const start = performance.now();
    await delay(milliseconds);
    expect(performance.now() - start).toBeGreaterThanOrEqual(milliseconds);
  }
});

test("runs as many times as fast as it is told", async () => {
  const clock = createClock(10_000);
  const start = performance.now();
  const from = clock.now();
  await clock.delay(200_000);
  expect(performance.now() - start).toBeLessThan(200_000 / 10);
  expect(clock.now() - from).toBeGreaterThanOrEqual(200_000);
});

test("keeps a delay that is longer than a timer can be, and one whose timer is early", async () => {
  let now = 0;
  const timers: [run: () => void, milliseconds: number | undefined][] = [];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.spyOn(globalThis, "setTimeout").mockImplementation((run, milliseconds) => {
    timers.push([run, milliseconds]);
    return undefined as never; // nothing looks at it
  });
  try {
    const month = 30 * 86_400_000;
    const longest = 2 ** 31 - 1;
    const promise = createClock().delay(month);
    for (const nowMs of [longest, month - 1, month]) {
      now = nowMs;
      timers.at(-1)?.[0]();
    }
    await promise;
    expect(timers.map(([, milliseconds]) => milliseconds)).toEqual([longest, month - longest, 1]);
  } finally {
    vi.restoreAllMocks();
  }
});

test("ends a delay at once when it is aborted, and leaves no timer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const controller = new AbortController();
    const promise = createClock().delay(10_000, controller.signal);
    controller.abort("enough");
    await expect(promise).rejects.toBe("enough");
    await expect(createClock().delay(10, AbortSignal.abort("before"))).rejects.toBe("before");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("abortable ends what takes no notice of a signal, and swallows its late failure", async () => {
  const controller = new AbortController();
  let fail = (_error: Error) => {};
  const deaf = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const promise = abortable(deaf, controller.signal);
  controller.abort("enough");
  await expect(promise).rejects.toBe("enough");
  fail(new Error("too late"));
  await expect(abortable(Promise.resolve(7), new AbortController().signal)).resolves.toBe(7);
});
