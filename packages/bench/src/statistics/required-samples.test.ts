import { expect, test } from "vitest";
import { requiredSamples } from "./required-samples.ts";

// G*Power 3.1, "means: difference between two dependent means", two-sided, 5 %, power 80 %.
test.each([
  [0.2, 199],
  [0.5, 34],
  [0.8, 15],
])("an effect of %d deviations takes %d pairs", (effect, n) => {
  expect(requiredSamples(effect, 0.05)).toBe(n);
  expect(requiredSamples(-effect, 0.05)).toBe(n);
});

test("a smaller error takes more, and no effect can never be found", () => {
  // By hand: (2.680 + 0.849) / 0.5, squared, is 49.8, and with one less it is 49.9.
  expect(requiredSamples(0.5, 0.01)).toBe(50);
  expect(requiredSamples(0, 0.05)).toBeNull();
  expect(requiredSamples(Number.POSITIVE_INFINITY, 0.05)).toBe(2);
});
