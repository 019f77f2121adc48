import { expect, test } from "vitest";
import { createGate } from "./gate.ts";

/** Work that ends when it is told to. */
function works() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<void>((done) => {
      ends[number] = done;
    });
  };
  const end = async (number: number) => {
    ends[number]?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

test("lets so many in at a time, in the order of asking", async () => {
  const gate = createGate(2);
  const { begun, work, end } = works();
  const all = Promise.all([0, 1, 2, 3].map((number) => gate.run(work(number))));
  await end(9);
  expect(begun).toEqual([0, 1]);
  await end(1);
  expect(begun).toEqual([0, 1, 2]);
  const late = gate.run(work(4)); // a place that was passed on is not a free one
  await end(0);
  await end(2);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  const last = gate.run(work(5));
  expect(begun).toHaveLength(5);
  for (const number of [3, 4, 5]) await end(number);
  await Promise.all([all, late, last]);
});

test("who fails makes room, and who aborts leaves the queue without a turn", async () => {
  const gate = createGate(1);
  const { begun, work, end } = works();
  const stop = new AbortController();
  const failing = gate.run(() => Promise.reject(new Error("failed")));
  const left = gate.run(work(0), stop.signal);
  const next = gate.run(work(1));
  stop.abort(new Error("enough"));
  await expect(left).rejects.toThrow("enough");
  await expect(failing).rejects.toThrow("failed");
  await end(1);
  await next;
  await expect(gate.run(work(2), stop.signal)).rejects.toThrow("enough");
  expect(begun).toEqual([1]);
});
