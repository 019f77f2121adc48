import type { ModelComparison } from "./compare-models.ts";
import type { Interval } from "./interval.ts";
import type { AmountRange, NeededPairs } from "./needed-pairs.ts";

/** What a text calls a model. */
export type NameOf = (model: string) => string;

/** A comparison without its verdict. */
type Compared = Omit<ModelComparison, "verdict">;

/** What a comparison shows, in a sentence, and in a second one what it would take where it shows nothing. */
export function pairVerdict(compared: Compared, nameOf: NameOf): string {
  const { ratio, interval, pairs } = compared;
  // The faster one comes first, so that it does not matter which model is `a`.
  const turned = (ratio ?? 1) > 1;
  const [first, second] = (turned ? [compared.b, compared.a] : [compared.a, compared.b]).map(nameOf);
  if (ratio === null || interval === null) {
    return `Not shown whether ${first} or ${second} is faster: both delivered in ${count(pairs, "block")}, and a comparison takes two.`;
  }
  const share = turned ? 1 / ratio : ratio;
  const range = turned ? { low: 1 / interval.high, high: 1 / interval.low } : interval;
  if (compared.faster !== null) {
    const [least, most] = [percent(1 - range.high), percent(1 - range.low)];
    return `${first} is faster than ${second} by ${percent(1 - share)} % (95 % interval ${least} to ${most} %, ${count(pairs, "pair")}).`;
  }
  const seen = `${first} took ${change(share)} time than ${second} (95 % interval ${spread(range)}, ${count(pairs, "pair")})`;
  if (compared.hiddenByPolling) {
    return `Not shown: ${seen}. The waits between polls alone hide which is faster: poll more often.`;
  }
  const many = range.high < 1 ? ", which is not enough once all pairs of models are counted" : "";
  return `Not shown: ${seen}${many}. ${takes(compared.needed)}`;
}

function takes(needed: readonly NeededPairs[]): string {
  return needed
    .map(({ effect, ratio, morePairs, moreCost }) => {
      const size = effect === "observed" ? "A difference of this size" : `One of ${percent(1 - ratio)} %`;
      if (morePairs === null) return `${size} would take more than 100,000 pairs.`;
      if (morePairs === 0) return `${size} would be found with the pairs there are, four times in five.`;
      return `${size} would take about ${morePairs.toLocaleString("en")} more pairs${price(moreCost)} to be found four times in five.`;
    })
    .join(" ");
}

function price(cost: readonly AmountRange[] | null): string {
  if (cost === null) return "";
  return ` (${cost.map(({ currency, min, max }) => (min === max ? amount(min, currency) : `${amount(min, currency)} to ${amount(max, currency)}`)).join(" and ")})`;
}

/** An amount of money for a person. */
export function amount(value: number, currency: AmountRange["currency"]): string {
  if (currency === "credits") return `${Number(value.toFixed(2))} credits`;
  return value < 1 ? `$${Number(value.toFixed(4))}` : `$${value.toFixed(2)}`;
}

/** A ratio as `23 % less` or `8 % more`. */
export function change(ratio: number): string {
  return ratio > 1 ? `${percent(ratio - 1)} % more` : `${percent(1 - ratio)} % less`;
}

/** An interval of ratios as `18 % less to 8 % more`. */
export function spread({ low, high }: Interval): string {
  return `${change(low)} to ${change(high)}`;
}

/** A share in percent: to a tenth below 10. */
export function percent(share: number): string {
  const value = share * 100;
  return `${Number(value.toFixed(Math.abs(value) < 9.95 ? 1 : 0)) || 0}`; // || 0: there is no -0 %
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
