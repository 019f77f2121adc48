import type { RateLimit } from "@seedbed/core";
import { providers } from "../gen/registry.gen.ts";
import { type PairFlag, readPairs, refused } from "./read-flag.ts";

/** The rate limits of the accounts, as flags. */
export interface RateLimitFlags {
  rateLimit?: string[];
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };
const flag: PairFlag = { flag: "--rate-limit", known: providers.map(({ id }) => id), example: "60/min" };

/**
 * The rate limits that the flags set, by provider.
 *
 * @throws InvalidRequestError if one is not a whole number of requests per second, minute or hour
 */
export function rateLimitsOf({ rateLimit }: RateLimitFlags): Record<string, RateLimit> {
  return Object.fromEntries(
    [...readPairs(flag, rateLimit)].map(([provider, text]) => {
      const [, count = "", unit = ""] = /^(\d{1,9})\/(s|min|h)$/.exec(text) ?? [];
      const [requests, perMs] = [Number(count), unitMs[unit]];
      if (requests >= 1 && perMs !== undefined) return [provider, { requests, perMs }];
      throw refused(
        "--rate-limit",
        `${provider} must be a whole number of requests, 1 or more, per s, min or h, such as 60/min; it is "${text}"`,
      );
    }),
  );
}
