import {
  type ConfiguredPrices,
  type Cost,
  checkOptions,
  estimateCost,
  type LatencyFact,
  type Operation,
  type OptionNames,
  type ParityEntry,
  type Size,
} from "@seedbed/core";
import { type GenerationRequest, mapOutline, type PrepareOptions } from "./prepare.ts";
import type { Target } from "./select-models.ts";

/** What a request would cost and how long it would take, by the documents. */
export interface Estimate {
  /** Model id, e.g. `segmind/seedream-v3`. */
  readonly model: string;
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation: string;
  /** null: no price is known. */
  readonly cost: Cost | null;
  /** The provider's own claim; null where it makes none. */
  readonly latency: LatencyFact | null;
  /** What became of each setting. */
  readonly parity: readonly ParityEntry[];
  /** The size that was asked for, where the documents say what it is in pixels; else null. */
  readonly askedSize: Size | null;
}

/**
 * Estimates a request, without sending anything.
 *
 * @throws InvalidRequestError if the model cannot take the request, or a price that was set is not an amount
 */
export function estimate(
  target: Target,
  request: GenerationRequest,
  options: Pick<PrepareOptions, "strict"> & { prices?: ConfiguredPrices } = {},
): Estimate {
  checkOptions("estimate", options, { strict: true, prices: true } satisfies OptionNames<typeof options>);
  const { operation, parity, askedSize, fewest, count } = mapOutline(target, request, options);
  return {
    model: target.model.id,
    provider: target.provider.id,
    operation: operation.operationId,
    cost: estimateCost(operation, { min: fewest, max: count }, options.prices),
    latency: claimOf(operation),
    parity,
    askedSize,
  };
}

/** How long a generation takes by the provider's own word; null where it says nothing. */
export function claimOf({ latency }: Operation): LatencyFact | null {
  return latency && (latency.evidence === "seed" || latency.evidence === "vendor") ? latency : null;
}
