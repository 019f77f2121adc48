import {
  type Clock,
  checkOptions,
  createClock,
  InvalidRequestError,
  isSeedbedError,
  type OptionNames,
  ProviderError,
} from "@seedbed/core";
import type { Target } from "./select-models.ts";

/** Leaves a model alone for a while that has failed several times in a row. Shared by all calls that it is given to. */
export interface Breaker {
  /** Asks for a call of a model: 0, or how long it is still left alone, in milliseconds. After that one call at a time may try it. */
  enter(model: string): number;
  /** Tells how a call ended that was allowed: in a failure of the provider, or in one that says nothing of it. */
  leave(model: string, ended: "well" | "badly" | "otherwise"): void;
}

/** When a breaker opens, and for how long. */
export interface BreakerOptions {
  /** So many failures of the provider in a row. @default 5 */
  readonly failures?: number;
  /** How long a model is left alone then, in milliseconds. @default 60,000 */
  readonly waitMs?: number;
  /** @default the wall clock */
  readonly clock?: Pick<Clock, "now">;
}

/** Makes a circuit breaker for every provider's every model. */
export function createBreaker(options: BreakerOptions = {}): Breaker {
  const names = { failures: true, waitMs: true, clock: true } satisfies OptionNames<BreakerOptions>;
  checkOptions("createBreaker", options, names);
  const { failures = 5, waitMs = 60_000, clock = createClock() } = options;
  if (!(Number.isInteger(failures) && failures >= 1 && typeof waitMs === "number" && waitMs > 0)) {
    throw new InvalidRequestError(
      `A breaker opens after at least one failure, for some milliseconds; it is ${failures} and ${waitMs}.`,
      { field: "breaker" },
    );
  }
  const models = new Map<string, { inARow: number; aloneUntilMs: number; onTrial: boolean }>();
  return {
    enter(model) {
      const found = models.get(model);
      if (!found || found.inARow < failures) return 0;
      const left = found.aloneUntilMs - clock.now();
      if (left > 0 || found.onTrial) return Math.max(1, left);
      found.onTrial = true;
      return 0;
    },
    leave(model, ended) {
      if (ended === "well") models.delete(model);
      const inARow = (models.get(model)?.inARow ?? 0) + (ended === "badly" ? 1 : 0);
      const until = ended === "badly" ? clock.now() + waitMs : (models.get(model)?.aloneUntilMs ?? 0);
      if (inARow > 0) models.set(model, { inARow, aloneUntilMs: until, onTrial: false });
    },
  };
}

/** Failures that are the provider's, not the caller's: of request, content, key, money or patience. */
const providersFault = new Set([
  "ProviderError",
  "ConnectionError",
  "TimeoutError",
  "OutcomeUnknownError",
  "ResponseValidationError",
  "GenerationFailedError",
  "NotFoundError",
]);

/** The code of a call that a breaker did not let through. */
export const circuitOpen = "circuit-open";

/**
 * Makes a call if the breaker allows it, and tells it how that ended.
 *
 * @throws ProviderError with the code `circuit-open` and `retryAfterMs`: nothing was sent
 */
export async function guarded<T>(
  breaker: Breaker | undefined,
  { provider, model }: Target,
  call: () => Promise<T>,
): Promise<T> {
  const waitMs = breaker?.enter(model.id) ?? 0;
  if (waitMs > 0) {
    throw new ProviderError(
      `${model.id} failed several times in a row and is left alone for another ${Math.ceil(waitMs / 1000)} s. Nothing was sent.`,
      { provider: provider.id, code: circuitOpen, retryAfterMs: waitMs },
    );
  }
  let ended: Parameters<Breaker["leave"]>[1] = "otherwise";
  try {
    const result = await call();
    ended = "well";
    return result;
  } catch (error) {
    if (isSeedbedError(error) && providersFault.has(error.name)) ended = "badly";
    throw error;
  } finally {
    try {
      breaker?.leave(model.id, ended);
    } catch {} // what the call gave comes first
  }
}
