import { type Currency, exact } from "@seedbed/core";
import type { BenchAttempt } from "../bench-record.ts";
import { spendingOf } from "./cost-summary.ts";
import type { PairedRatio } from "./paired-ratio.ts";
import { requiredSamples } from "./required-samples.ts";

/** What it would take to find a difference with power 80 %. */
export interface NeededPairs {
  /** The difference: as large as was seen, or the faster one taking 20 % less time. */
  readonly effect: "observed" | "20 %";
  /** The latency of the faster one as a share of the other's. */
  readonly ratio: number;
  /** Pairs beyond those that are there; null where it is more than 100,000, or where polling hides it however many there are. */
  readonly morePairs: number | null;
  /** What they would cost, by currency, from the mean cost of a block and with as many failures; null where no price is known. */
  readonly moreCost: readonly AmountRange[] | null;
}

/** An amount that may be more. */
export interface AmountRange {
  /** Of both ends. */
  readonly currency: Currency;
  /** As confirmed so far. */
  readonly min: number;
  /** At worst. */
  readonly max: number;
}

/** The effect that is worth a look to most. */
const worthwhile = 0.8;

/**
 * What each effect would take.
 *
 * @param sent - the attempts of either model
 * @param error - how often a test may be wrong, after all pairs are counted
 */
export function neededPairs(
  found: PairedRatio & { readonly pairs: number; readonly lost: number },
  sent: readonly (readonly BenchAttempt[])[],
  error: number,
): NeededPairs[] {
  const { ratio, deviation, units, pairs, lost, hiddenByPolling } = found;
  if (ratio === null || deviation === null) return [];
  const effects = [
    ["observed", Math.min(ratio, 1 / ratio)],
    ["20 %", worthwhile],
  ] as const;
  return effects.map(([effect, share]) => {
    const needed = hiddenByPolling ? null : requiredSamples(Math.log(share) / deviation, error);
    if (needed === null) return { effect, ratio: share, morePairs: null, moreCost: null };
    const morePairs = Math.ceil((Math.max(0, needed - units) * pairs) / units);
    // Blocks that are lost to failures are paid for too.
    const blocks = Math.ceil((morePairs * (pairs + lost)) / pairs);
    return { effect, ratio: share, morePairs, moreCost: costOfBlocks(blocks, sent) };
  });
}

function costOfBlocks(blocks: number, sent: readonly (readonly BenchAttempt[])[]): AmountRange[] | null {
  const amounts = new Map<Currency, AmountRange>();
  for (const attempts of sent) {
    const spent = spendingOf(attempts);
    if (typeof spent === "string") return null;
    const { currency } = spent;
    const before = amounts.get(currency) ?? { min: 0, max: 0 };
    const mean = (kind: "confirmed" | "worst") =>
      spent.attempts.reduce((sum, attempt) => sum + attempt[kind], 0) / spent.attempts.length;
    amounts.set(currency, {
      currency,
      min: exact(before.min + blocks * mean("confirmed")),
      max: exact(before.max + blocks * mean("worst")),
    });
  }
  return [...amounts.values()];
}
