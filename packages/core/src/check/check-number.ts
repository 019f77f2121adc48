import { InvalidRequestError } from "../call/errors.ts";

/**
 * Refuses a number of an option that is not one, or too small; NaN is neither above nor below any limit.
 *
 * @throws InvalidRequestError
 */
export function checkNumber(field: string, value: unknown, min: number, unit: string, max = Infinity): void {
  if (value === undefined || (typeof value === "number" && value >= min && value <= max)) return;
  const range =
    min === Number.MIN_VALUE ? "above 0" : max < Number.MAX_VALUE ? `from ${min} to ${max}` : `${min} or more`;
  throw new InvalidRequestError(`${field} must be a number of ${unit}, ${range}; it is ${String(value)}.`, { field });
}
