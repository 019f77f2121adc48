import { expect, test } from "vitest";
import { fisher } from "./fisher.ts";

test.each([
  ["Fisher's tea tasting (R, fisher.test)", [3, 4], [1, 4], 0.4857],
  ["Johnson's twins, convictions (R, fisher.test: 0.0005367)", [2, 12], [15, 18], 0.0005],
  ["nothing in either", [0, 10], [0, 10], 1],
  ["all or nothing: 2 of C(20, 10) tables", [10, 10], [0, 10], 2 / 184_756],
] as const)("%s", (_, [count, n], [other, of], p) => {
  expect(fisher({ count, n }, { count: other, n: of })).toBeCloseTo(p, 4);
});

test("it does not matter which rate is named first, nor whether hits or misses are counted", () => {
  const p = fisher({ count: 3, n: 40 }, { count: 9, n: 25 });
  expect(fisher({ count: 9, n: 25 }, { count: 3, n: 40 })).toBeCloseTo(p, 12);
  expect(fisher({ count: 37, n: 40 }, { count: 16, n: 25 })).toBeCloseTo(p, 12);
});

test("a hundred thousand attempts are no trouble", () => {
  expect(fisher({ count: 5000, n: 50_000 }, { count: 5000, n: 50_000 })).toBeCloseTo(1, 6);
  expect(fisher({ count: 5000, n: 50_000 }, { count: 6000, n: 50_000 })).toBeLessThan(1e-20);
});
