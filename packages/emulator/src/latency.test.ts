import { expect, test } from "vitest";
import { drawLatency } from "./latency.ts";
import { createRandom } from "./random.ts";

const draws = (documented: Parameters<typeof drawLatency>[0], images: number) => {
  const random = createRandom(11);
  return Array.from({ length: 2001 }, () => drawLatency(documented, images, random)).sort((a, b) => a - b);
};

test("has the documented figure as its median", () => {
  const values = draws({ minMs: 36_400, maxMs: 36_400, per: "generation" }, 4);
  expect((values[1000] ?? 0) / 36_400).toBeCloseTo(1, 1);
  expect(values[0]).toBeGreaterThan(10_000);
  expect(values.at(-1)).toBeLessThan(100_000);
});

test("stays inside a documented range", () => {
  const values = draws({ minMs: 20_000, maxMs: 40_000, per: "image" }, 1);
  expect(values[0]).toBeGreaterThanOrEqual(20_000);
  expect(values.at(-1)).toBeLessThanOrEqual(40_000);
  expect(values.at(-1)).toBeGreaterThan(values[0] ?? 0);
});

test("takes as long for each image where the document says so", () => {
  const values = draws({ minMs: 20_000, maxMs: 40_000, per: "image" }, 3);
  expect(values[0]).toBeGreaterThanOrEqual(60_000);
  expect(values.at(-1)).toBeLessThanOrEqual(120_000);
});

test("is nothing where nothing is documented", () => {
  expect(drawLatency(null, 1, createRandom(1))).toBe(0);
});
