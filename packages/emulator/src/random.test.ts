import { expect, test } from "vitest";
import { createRandom, createUuid, hashText, normal } from "./random.ts";

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("gives the same numbers for the same seed and others for another", () => {
  expect(take(5, createRandom(7))).toEqual(take(5, createRandom(7)));
  expect(take(5, createRandom(7))).not.toEqual(take(5, createRandom(8)));
});

test("spreads evenly from 0 to 1", () => {
  const values = take(10_000, createRandom(1));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(mean(values)).toBeCloseTo(0.5, 1);
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
    expect(share).toBeCloseTo(0.1, 1);
  }
});

test("draws standard normal numbers", () => {
  const random = createRandom(3);
  const values = take(10_000, () => normal(random));
  expect(mean(values)).toBeCloseTo(0, 1);
  expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
});

test("makes UUIDs of version 4, each another", () => {
  const random = createRandom(5);
  const ids = new Set(Array.from({ length: 1000 }, () => createUuid(random)));
  expect(ids.size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("hashes texts apart", () => {
  expect(hashText("a fox")).not.toBe(hashText("a box"));
  expect(hashText("")).toBe(0x811c9dc5);
});
