import type { Share } from "./wilson.ts";

/**
 * The p-value of Fisher's exact test, two-sided: how likely a table at least as unlikely as this one is where both rates are
 * the same.
 *
 * @see Fisher, The Design of Experiments (1935), chapter 2
 */
export function fisher(first: Share, second: Share): number {
  const hits = first.count + second.count;
  const lowest = Math.max(0, hits - second.n);
  const highest = Math.min(hits, first.n);
  // The weight of each table, relative to the one that was seen, by the ratio of neighbours: no factorial overflows.
  const up = (k: number) => ((first.n - k) * (hits - k)) / ((k + 1) * (second.n - hits + k + 1));
  let total = 1;
  let unlikely = 1;
  const add = (weight: number) => {
    total += weight;
    // Two tables that mirror each other are equally likely, up to the last bits.
    if (weight <= 1 + 1e-7) unlikely += weight;
  };
  let weight = 1;
  for (let k = first.count; k < highest; k++) {
    weight *= up(k);
    add(weight);
  }
  weight = 1;
  for (let k = first.count; k > lowest; k--) {
    weight /= up(k - 1);
    add(weight);
  }
  return unlikely / total;
}
