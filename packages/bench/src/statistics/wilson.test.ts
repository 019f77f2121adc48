import { expect, test } from "vitest";
import { newcombe, wilson } from "./wilson.ts";

// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the rate of %d of %d lies where Newcombe's table has it", (count, n, low, high) => {
  const interval = wilson({ count, n });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10: (a), (b), (c), (d) and (f).
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 10, -0.2775, 0.2775],
])("%d of %d less %d of %d lies where Newcombe's table has it", (count, n, before, of, low, high) => {
  const interval = newcombe({ count: before, n: of }, { count, n });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("a rate and its opposite mirror each other", () => {
  for (const count of [0, 1, 7, 20]) {
    const here = wilson({ count, n: 20 });
    const there = wilson({ count: 20 - count, n: 20 });
    expect(here.low).toBeCloseTo(1 - there.high, 12);
  }
});
