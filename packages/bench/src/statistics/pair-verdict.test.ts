import { expect, test } from "vitest";
import { amount, change, percent } from "./pair-verdict.ts";

test.each([
  [0.2345, "23"],
  [0.0345, "3.5"],
  [0.08, "8"],
  [0.0996, "10"],
  [-0.00001, "0"],
  [1.5, "150"],
])("%d is %s %", (share, text) => {
  expect(percent(share)).toBe(text);
});

test.each([
  [0.77, "23 % less"],
  [1.08, "8 % more"],
])("a ratio of %d is %s", (ratio, text) => {
  expect(change(ratio)).toBe(text);
});

test.each([
  [0.035, "USD", "$0.035"],
  [0.03674, "USD", "$0.0367"],
  [12.5, "USD", "$12.50"],
  [1.666, "credits", "1.67 credits"],
] as const)("%d %s is %s", (value, currency, text) => {
  expect(amount(value, currency)).toBe(text);
});
