import { expect, test } from "vitest";
import { InvalidRequestError } from "../call/errors.ts";
import { checkNumber } from "./check-number.ts";

/** The error for a number of bytes that must be from `min` to `max`; undefined if there is none. */
function refusal(value: unknown, min: number, max?: number): unknown {
  try {
    checkNumber("limit", value, min, "bytes", max);
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each<[string, unknown, number, number?]>([
  ["an option that is not given", undefined, 1],
  ["the smallest", 1, 1],
  ["a larger one", 2.5, 1],
  ["Infinity, where there is no largest", Number.POSITIVE_INFINITY, 1],
  ["the largest", 9, 1, 9],
])("%s is taken", (_name, value, min, max) => {
  expect(refusal(value, min, max)).toBeUndefined();
});

test.each<[string, unknown, number, number | undefined, string]>([
  ["below the smallest", 0, 1, undefined, "1 or more; it is 0."],
  ["just above the largest", 10, 1, 9, "from 1 to 9; it is 10."],
  ["below a range", 0, 1, 9, "from 1 to 9; it is 0."],
  ["0, where any other will do", 0, Number.MIN_VALUE, undefined, "above 0; it is 0."],
  ["0 of a finite number above 0", 0, Number.MIN_VALUE, Number.MAX_VALUE, "above 0; it is 0."],
  ["Infinity, where it must be finite", Infinity, 0, Number.MAX_VALUE, "0 or more; it is Infinity."],
  ["NaN", Number.NaN, 0, undefined, "0 or more; it is NaN."],
  ["a text of digits", "5", 0, undefined, "0 or more; it is 5."],
  ["null", null, 0, undefined, "0 or more; it is null."],
])("%s is refused, and the message names the range", (_name, value, min, max, says) => {
  const error = refusal(value, min, max);
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({ field: "limit", message: `limit must be a number of bytes, ${says}` });
});
