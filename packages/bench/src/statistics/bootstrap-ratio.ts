import { exact } from "@seedbed/core";
import { confidence, type Interval } from "./interval.ts";
import { percentileOf } from "./percentile.ts";
import { seededRandom } from "./random.ts";
import { wilson } from "./wilson.ts";

/** What came of one attempt, in money and in images. */
export interface Outlay {
  /** What was paid for it. */
  readonly amount: number;
  /** What came of it. */
  readonly images: number;
}

/** Fewer prompts cannot tell both ends of a 95 % interval, as with the median. */
export const fewestUnits = 6;

/**
 * The interval of all amounts by all images: how it would have come out with other prompts of the same kind. While few
 * attempts were paid for nothing, a bootstrap alone covers 55 to 90 % (it cannot draw what it has not seen), so the interval
 * is never narrower than what Wilson's interval of the share that was paid for nothing allows.
 *
 * @param units - what is drawn again as a whole: the attempts of a prompt
 * @param draws - @default 2,000, and fewer where the units are so many that every draw is near the others
 * @returns null below six units, and where there may well be no image
 * @see Davison and Hinkley, Bootstrap Methods and their Application (1997), chapters 2 and 5
 */
export function bootstrapRatio(units: readonly (readonly Outlay[])[], seed: number, draws?: number): Interval | null {
  if (units.length < fewestUnits) return null;
  const ratios = resampleRatios(units.map(total), seededRandom(seed), draws);
  const tail = (1 - confidence) / 2;
  const waste = wasteInterval(units.flat());
  const low = Math.min(percentileOf(ratios, tail), waste.low);
  const high = Math.max(percentileOf(ratios, 1 - tail), waste.high);
  return Number.isFinite(high) ? { low: exact(low), high: exact(high) } : null;
}

/** The ratio in each draw, sorted. */
export function resampleRatios(
  units: readonly Outlay[],
  random: () => number,
  draws = Math.round(Math.min(2_000, Math.max(200, 4_000_000 / units.length))),
): number[] {
  const amounts = Float64Array.from(units, (unit) => unit.amount);
  const counts = Float64Array.from(units, (unit) => unit.images);
  const ratios = Array.from({ length: draws }, () => {
    let amount = 0;
    let images = 0;
    for (let drawn = 0; drawn < amounts.length; drawn++) {
      const unit = Math.floor(random() * amounts.length);
      amount += amounts[unit] ?? 0;
      images += counts[unit] ?? 0;
    }
    return images === 0 ? Number.POSITIVE_INFINITY : amount / images;
  });
  return ratios.sort((a, b) => a - b);
}

/** All of it together. */
export function total(outlays: readonly Outlay[]): Outlay {
  let amount = 0;
  let images = 0;
  for (const outlay of outlays) {
    amount += outlay.amount;
    images += outlay.images;
  }
  return { amount, images };
}

/** What an image costs at either end of the share of paid attempts that gave nothing. */
function wasteInterval(outlays: readonly Outlay[]): Interval {
  const paid = outlays.filter(({ amount }) => amount > 0);
  const useful = paid.filter(({ images }) => images > 0);
  if (useful.length === 0) return { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  // Images that cost nothing count too, as in the figure itself.
  const each = total(useful).amount / total(outlays).images;
  const { low, high } = wilson({ count: paid.length - useful.length, n: paid.length });
  return { low: each / (1 - low), high: each / (1 - high) };
}
