import { type GenerationRequest, generate, mapOutline, type Result, type Target } from "@seedbed/compare";
import type { ClientOptions, RunOptions } from "@seedbed/core";

/** How the generations of one call are made. */
export interface RunSettings {
  readonly client: (provider: string) => ClientOptions;
  /** Generations at the same time. */
  readonly concurrency: number;
  /** Told and timed for each generation. */
  readonly run: Pick<RunOptions, "onJob" | "onProgress" | "pollIntervalMs">;
  readonly strict: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What became of the generations of one call. */
export interface Outcome {
  /** Those that gave images, in the order that they were asked for. */
  readonly results: readonly Result[];
  /** What the others threw. */
  readonly failures: readonly unknown[];
  /** How many generations were not begun, since one before had failed. */
  readonly notBegun: number;
}

/**
 * The requests that give so many images of a model: as few as its documents allow. With a seed, each further one takes the next
 * number, or all would give the same images. All are checked before any is paid for.
 *
 * @throws InvalidRequestError where the model cannot take the request
 */
export function divide(
  target: Target,
  request: Omit<GenerationRequest, "count">,
  n: number,
  strict: boolean,
): GenerationRequest[] {
  const { maxCount } = target.model.capabilities;
  const requests = Array.from({ length: Math.ceil(n / maxCount) }, (_, index): GenerationRequest => {
    const count = Math.min(maxCount, n - index * maxCount);
    return {
      ...request,
      // One is what every provider gives unless asked.
      ...(count > 1 ? { count } : {}),
      ...(request.seed === undefined ? {} : { seed: request.seed + index }),
    };
  });
  for (const each of requests) mapOutline(target, each, { strict });
  return requests;
}

/** Makes all the generations. What was paid for is kept where one fails; after a failure no further one is begun. */
export async function runGenerations(
  target: Target,
  requests: readonly GenerationRequest[],
  { client, concurrency, run, strict, signal }: RunSettings,
): Promise<Outcome> {
  const results: (Result | undefined)[] = requests.map(() => undefined);
  const failures: unknown[] = [];
  const waiting = [...requests.entries()];
  const worker = async () => {
    while (failures.length === 0) {
      const next = waiting.shift();
      if (next === undefined) return;
      const [index, request] = next;
      try {
        results[index] = await generate(target, request, { ...run, client, strict, ...(signal ? { signal } : {}) });
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, worker));
  return { results: results.filter((result) => result !== undefined), failures, notBegun: waiting.length };
}
