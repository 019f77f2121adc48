import { expect, test } from "vitest";
import { createThrottle } from "./throttle.ts";

function clockAt(start: number) {
  let now = start;
  return { now: () => now, sleep: async () => {}, pass: (ms: number) => (now += ms) };
}

test("lets so many pass in any window and says how long the next must wait", () => {
  const clock = clockAt(1000);
  const throttle = createThrottle({ requests: 2, perMs: 60_000 }, clock);
  expect(throttle()).toBe(0);
  clock.pass(20_000);
  expect(throttle()).toBe(0);
  clock.pass(10_000);
  expect(throttle()).toBe(30_000);
  clock.pass(30_000);
  expect(throttle()).toBe(0);
  expect(throttle()).toBe(20_000);
});

test("does not count what it refused", () => {
  const clock = clockAt(0);
  const throttle = createThrottle({ requests: 1, perMs: 100 }, clock);
  throttle();
  clock.pass(90);
  expect(throttle()).toBe(10);
  clock.pass(10);
  expect(throttle()).toBe(0);
});

test("lets everything pass without a limit", () => {
  const throttle = createThrottle(null, clockAt(0));
  expect(Array.from({ length: 100 }, throttle)).toEqual(Array(100).fill(0));
});
