import type { DocumentedLatency } from "./operations.ts";
import { normal, type Random } from "./random.ts";

/** Spread of the logarithm where the documents give one figure: about a quarter up or down. Our choice; no source gives a spread. */
const SIGMA = 0.22;

/**
 * Draws how long a generation takes: log-normal around the documented figure, or inside the documented range.
 *
 * @returns milliseconds of the provider's time; 0 where nothing is documented.
 */
export function drawLatency(documented: DocumentedLatency | null, imageCount: number, random: Random): number {
  if (documented === null) return 0;
  const times = documented.per === "image" ? imageCount : 1;
  let total = 0;
  for (let image = 0; image < times; image++) total += drawOne(documented, random);
  return total;
}

function drawOne({ minMs, maxMs }: DocumentedLatency, random: Random): number {
  const isFigure = minMs === maxMs;
  // A range is taken as four standard deviations wide, and held.
  const sigma = isFigure ? SIGMA : Math.log(maxMs / minMs) / 4;
  const drawn = Math.sqrt(minMs * maxMs) * Math.exp(sigma * normal(random));
  return isFigure ? drawn : Math.min(maxMs, Math.max(minMs, drawn));
}
