import { expect, test } from "vitest";
import { meanOf, tTest, tTestOfMean, welch } from "./t-test.ts";

// Student (1908), extra hours of sleep under two drugs: R's data set `sleep`, with what R's t.test prints for it.
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

test("Student's sleep data, paired, give what R gives", () => {
  const { interval, pValue } = tTestOfMean(meanOf(second.map((value, index) => value - (first[index] ?? 0))));
  expect(interval.low).toBeCloseTo(0.7001142, 6);
  expect(interval.high).toBeCloseTo(2.4598858, 6);
  expect(pValue).toBeCloseTo(0.002833, 6);
});

test("Student's sleep data, not paired, give what R gives", () => {
  const { interval, pValue } = welch(meanOf(first), meanOf(second));
  expect(interval.low).toBeCloseTo(-0.2054832, 6);
  expect(interval.high).toBeCloseTo(3.3654832, 6);
  expect(pValue).toBeCloseTo(0.07939, 5);
});

// The columns of Student's table for 95 %, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2.
test.each([
  [1, 12.706],
  [2, 4.303],
  [9, 2.262],
  [19, 2.093],
  [100, 1.984],
])("with %d degrees of freedom the interval is %d standard errors wide on each side", (freedom, half) => {
  expect(tTest(0, 1, freedom).interval.high).toBeCloseTo(half, 3);
});

test("values that never vary are certain", () => {
  expect(tTest(1, 0, 4)).toEqual({ interval: { low: 1, high: 1 }, pValue: 0 });
  expect(tTest(0, 0, 4).pValue).toBe(1);
  expect(welch(meanOf([2, 2]), meanOf([3, 3])).pValue).toBe(0);
});

test("floating-point error is not a finding", () => {
  const times = (n: number) => meanOf(Array.from({ length: n }, () => 0.1));
  expect(times(3).mean).not.toBe(times(5).mean);
  expect(welch(times(3), times(5)).pValue).toBe(1);
});
