import { InvalidRequestError } from "./errors.ts";

/** So many requests in any window of time. */
export interface RateLimit {
  /** Most requests in any window of that length: a whole number, 1 or more. */
  readonly requests: number;
  /** Length of the window, in milliseconds. */
  readonly perMs: number;
}

/**
 * Refuses a rate limit that allows nothing, or holds nothing back.
 *
 * @param field - what the error names
 * @throws InvalidRequestError
 */
export function checkRateLimit({ requests, perMs }: RateLimit, field: string): void {
  if (Number.isInteger(requests) && requests >= 1 && Number.isFinite(perMs) && perMs > 0) return;
  throw new InvalidRequestError(
    `A rate limit is at least one request in some milliseconds; it is ${requests} in ${perMs}.`,
    { field },
  );
}
