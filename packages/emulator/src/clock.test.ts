import { expect, test } from "vitest";
import { createClock } from "./clock.ts";

test("runs faster than real time by its scale", async () => {
  const clock = createClock(1000);
  const [start, realStart] = [clock.now(), performance.now()];
  await clock.sleep(20_000);
  expect(performance.now() - realStart).toBeLessThan(1000);
  const passed = clock.now() - start;
  expect(passed).toBeGreaterThanOrEqual(20_000);
  expect(passed).toBeLessThan(200_000);
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

test("refuses a scale that is not above 0", () => {
  expect(() => createClock(0)).toThrow(RangeError);
  expect(() => createClock(Number.NaN)).toThrow(RangeError);
});
