import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenFree } from "./when-free.ts";

const busy = new Error("busy");

/** Waits on a clock that keeps its pauses; each lasts as long as it is asked for. */
function waiter(timeoutMs: number) {
  const pauses: number[] = [];
  let now = 1000;
  const clock = {
    now: () => now,
    async delay(milliseconds: number, signal?: AbortSignal) {
      signal?.throwIfAborted();
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  return { pauses, waiting: { isBusy: (error: unknown) => error === busy, timeoutMs, clock } };
}
const alwaysBusy = () => {
  throw busy;
};

let drawn: number;
beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(() => drawn);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["the longest", 1, [2, 4, 8, 16, 32, 50, 50, 50]],
  ["the middle ones", 0.5, [1.5, 3, 6, 12, 24, 37.5, 37.5, 37.5, 37.5, 37.5]],
  ["the shortest", 0, [1, 2, 4, 8, 16, 25, 25, 25, 25, 25, 25, 25]],
])("tries again in growing pauses, drawn between half and whole, until the time is over: %s", async (...row) => {
  const [, draw, pauses] = row;
  drawn = draw;
  const waited = waiter(200);
  await expect(whenFree(alwaysBusy, waited.waiting)).rejects.toBe(busy);
  expect(waited.pauses).toEqual(pauses);
});

test("the last try is the first at the end of the time", async () => {
  drawn = 1;
  const { pauses, waiting } = waiter(6);
  await expect(whenFree(alwaysBusy, waiting)).rejects.toBe(busy);
  expect(pauses).toEqual([2, 4]);
});

test("what can be done at once gives no promise, nor does trouble of another kind", () => {
  const { pauses, waiting } = waiter(200);
  expect(whenFree(() => 7, waiting)).toBe(7);
  const other = new Error("another");
  const failing = () => {
    throw other;
  };
  expect(() => whenFree(failing, waiting)).toThrow(other);
  expect(() => whenFree(alwaysBusy, undefined)).toThrow(busy);
  expect(pauses).toEqual([]);
});

test("gives what a later try gives, or its trouble, and tries no more then", async () => {
  drawn = 1;
  const { pauses, waiting } = waiter(200);
  let tries = 0;
  const freeAtThird = () => {
    tries += 1;
    if (tries < 3) throw busy;
    return "done";
  };
  await expect(whenFree(freeAtThird, waiting)).resolves.toBe("done");
  expect([tries, pauses]).toEqual([3, [2, 4]]);
  const other = new Error("another");
  const failing = () => {
    tries += 1;
    throw tries === 4 ? busy : other;
  };
  await expect(whenFree(failing, waiting)).rejects.toBe(other);
  expect(tries).toBe(5);
});

test("an abort ends the wait, and nothing is tried any more", async () => {
  drawn = 1;
  const stop = new AbortController();
  let tries = 0;
  const stopping = () => {
    tries += 1;
    if (tries === 2) stop.abort(new Error("enough"));
    throw busy;
  };
  await expect(whenFree(stopping, waiter(200).waiting, stop.signal)).rejects.toThrow("enough");
  expect(tries).toBe(2);
});
