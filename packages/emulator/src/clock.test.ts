import { describe, expect, test } from "vitest";
import { createClock } from "./clock.ts";

test("runs faster than real time by its scale", async () => {
  const clock = createClock(1000);
  const before = performance.now();
  const start = clock.now();
  const begun = performance.now();
  await clock.sleep(20_000);
  const ended = performance.now();
  const passed = clock.now() - start;
  const after = performance.now();
  expect(passed).toBeGreaterThanOrEqual(20_000);
  expect(passed).toBeGreaterThanOrEqual((ended - begun) * 1000 - 1);
  expect(passed).toBeLessThanOrEqual((after - before) * 1000 + 1);
  expect(after - before).toBeLessThan(20_000 / 2);
});

test("starts at the real time", () => {
  expect(Math.abs(createClock(1).now() - Date.now())).toBeLessThan(1000);
});

test("ends a sleep with the reason of its signal", async () => {
  const aborting = new AbortController();
  const sleep = createClock(1).sleep(60_000, aborting.signal);
  aborting.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  await expect(createClock(1).sleep(60_000, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
});

test("ends every sleep when it is closed, and later ones at once", async () => {
  const clock = createClock(1);
  const sleep = clock.sleep(60_000);
  clock.close();
  await expect(sleep).rejects.toThrow("closed");
  await expect(clock.sleep(60_000)).rejects.toThrow("closed");
});

test("refuses a scale that is not above 0, or endless", () => {
  expect(() => createClock(0)).toThrow(RangeError);
  for (const scale of [Number.NaN, Infinity, 1e300]) expect(() => createClock(scale)).toThrow(RangeError);
});

test("lets a day pass at once, and ends what sleeps in it in order, each at its time", async () => {
  const clock = createClock(1);
  const start = clock.now();
  const ended: [string, number][] = [];
  const sleeper = async (name: string, ...naps: number[]) => {
    for (const nap of naps) {
      await clock.sleep(nap);
      ended.push([name, Math.round((clock.now() - start) / 1000)]);
    }
  };
  void sleeper("late", 60_000);
  void sleeper("twice", 10_000, 40_000);
  void sleeper("early", 5_000);
  const tomorrow = sleeper("tomorrow", 86_410_000);
  await clock.advance(86_400_000);
  expect(ended).toEqual([
    ["early", 5],
    ["twice", 10],
    ["twice", 50],
    ["late", 60],
  ]);
  expect(Math.round((clock.now() - start) / 60_000)).toBe(1440);
  await clock.advance(10_000);
  await tomorrow;
});

test("puts time forward once after the other, and refuses to put it back", async () => {
  const clock = createClock(1);
  const start = clock.now();
  await Promise.all([clock.advance(1_000_000), clock.advance(1_000_000)]);
  expect(Math.round((clock.now() - start) / 10_000)).toBe(200);
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);
  await expect(clock.advance(Number.NaN)).rejects.toThrow("0 ms or more, not by NaN");
  await expect(clock.advance(1e308)).rejects.toThrow("to the year 9999 at most, not by 1e+308 ms");
  await clock.advance(1_000_000);
  expect(Math.round((clock.now() - start) / 10_000)).toBe(300);
  expect(() => new Date(clock.now()).toISOString()).not.toThrow();
});

test("goes on from another time without changing how long anyone sleeps", async () => {
  const clock = createClock(1000);
  const sleep = clock.sleep(20_000);
  clock.set(5_000_000_000);
  expect(Math.abs(clock.now() - 5_000_000_000)).toBeLessThan(20_000_000);
  await sleep;
  expect(clock.now()).toBeGreaterThanOrEqual(5_000_019_000);
});

test("to set it ends the sleeps of providers, and the time that is being put forward", async () => {
  const clock = createClock(1);
  const work = clock.work.sleep(60_000);
  const advancing = [clock.advance(86_400_000), clock.advance(86_400_000)];
  await Promise.resolve();
  clock.set(5_000_000);
  await expect(work).rejects.toThrow("the clock was set");
  await Promise.all(advancing);
  expect(Math.abs(clock.now() - 5_000_000)).toBeLessThan(20_000);
  await clock.advance(1000);
  expect(Math.abs(clock.now() - 5_001_000)).toBeLessThan(20_000);
});

/** Works so many milliseconds, and lets nothing else happen. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe("a clock that pauses while this thread is busy", () => {
  const pausing = () => createClock(1000, { pauseWhileBusy: true });

  test("stands still while it works, and another does not", () => {
    const [clock, other] = [pausing(), createClock(1000)];
    const [start, otherStart] = [clock.now(), other.now()];
    work(20);
    expect(clock.now()).toBe(start);
    expect(other.now()).toBeGreaterThanOrEqual(otherStart + 20_000);
  });

  test("ends every sleep at its time, however late the timers are, and in order", async () => {
    const clock = pausing();
    const start = clock.now();
    const ended: number[] = [];
    const sleeps = [30_000, 5_000, 12_000].map(async (sleep) => {
      await clock.sleep(sleep);
      ended.push(Math.round(clock.now() - start));
      work(20);
    });
    work(60);
    await Promise.all(sleeps);
    expect(ended).toEqual([5_000, 12_000, 30_000]);
  });

  test("stands still while someone holds it, and goes on when the last lets go", async () => {
    const clock = pausing();
    const start = clock.now();
    const [first, second] = [clock.hold(), clock.hold()];
    let isOver = false;
    const sleep = clock.sleep(2_000).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    first();
    first();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([isOver, clock.now()]).toEqual([false, start]);
    second();
    await sleep;
    expect(Math.round(clock.now() - start)).toBe(2_000);
  });

  test("is put forward and set while it is held, and goes on from there", async () => {
    const clock = pausing();
    const start = clock.now();
    const release = clock.hold();
    await clock.advance(5_000);
    expect(clock.now()).toBe(start + 5_000);
    clock.set(start + 9_000);
    release();
    await clock.sleep(1_000);
    expect(Math.round(clock.now() - start)).toBe(10_000);
  });
});
