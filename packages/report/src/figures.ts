import type { CostRecord, GenerationRecord, LatencyClaim, OperationRecord } from "./run-record.ts";

const seconds = (milliseconds: number): string => String(Number((milliseconds / 1000).toFixed(1)));

/** Milliseconds as people read them: `118 ms`, `36.0 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 119_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The shortest and the longest, or the one there is: `35.1–45.0 s`. */
export function formatLatencies(latencies: readonly number[]): string {
  if (latencies.length === 0) return "none";
  const min = formatDuration(Math.min(...latencies));
  const max = formatDuration(Math.max(...latencies));
  if (min === max) return min;
  return min.endsWith(" s") && max.endsWith(" s") && !max.includes("min")
    ? `${min.slice(0, -2)}–${max}`
    : `${min} – ${max}`;
}

/** What the provider says of itself: `20–40 s per image`. */
export function formatClaim(claim: LatencyClaim | null): string {
  if (claim === null) return "none";
  const range = claim.minMs === claim.maxMs ? seconds(claim.minMs) : `${seconds(claim.minMs)}–${seconds(claim.maxMs)}`;
  return `${range} s per ${claim.per}`;
}

const amount = (value: number, currency: string): string =>
  value.toLocaleString("en-US", {
    minimumFractionDigits: currency === "USD" ? 3 : 0,
    maximumFractionDigits: 6,
  });

/** A price or a range of prices; what is not known is `unknown`, never 0. */
export function formatCost(cost: Pick<CostRecord, "min" | "max" | "currency"> | null): string {
  if (cost === null) return "unknown";
  const { min, max, currency } = cost;
  const range = min === max ? amount(min, currency) : `${amount(min, currency)}–${amount(max, currency)}`;
  return `${range} ${currency}`;
}

/** A price of the spec: `0.035 USD per generation`. */
export function formatPrice(price: OperationRecord["price"]): string {
  if (price === null) return "unknown";
  return `${formatCost({ min: price.amount, max: price.amount, currency: price.currency })} per ${price.per}`;
}

/** Where a cost comes from, in words. What an emulator reports is not said by the provider. */
export function formatBasis(cost: CostRecord | null, emulated: boolean): string {
  if (cost === null) return "no price documented";
  if (cost.basis === "reported") return emulated ? "reported by the emulator" : "reported by provider";
  return cost.basis === "price-table" ? "price table" : "configured";
}

/** Bytes in decimal units: `611 kB`, `1.2 MB`. */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  if (sizeBytes < 999_500) return `${Math.round(sizeBytes / 1000)} kB`;
  return `${(sizeBytes / 1e6).toFixed(1)} MB`;
}

/** Pixels: `2848×1600`; of an image that is cut off, it says so. */
export function formatSize(image: { width: number | null; height: number | null; truncated?: true }): string {
  const { width, height, truncated } = image;
  return `${width === null || height === null ? "size unknown" : `${width}×${height}`}${truncated ? ", cut off" : ""}`;
}

/** How the images' size stands to what was asked. */
export function compareSize(generation: GenerationRecord): "none" | "as-asked" | "differs" | "undocumented" {
  const { askedSize, images } = generation;
  if (images.length === 0) return "none";
  if (askedSize === null || images.some(({ width }) => width === null)) return "undocumented";
  return images.every(({ width, height }) => width === askedSize.width && height === askedSize.height)
    ? "as-asked"
    : "differs";
}

/** The size that was asked for, in words. */
export function formatAsked(generation: GenerationRecord): string {
  const comparison = compareSize(generation);
  if (comparison === "as-asked") return "as asked";
  if (generation.askedSize === null) return "asked size not documented";
  if (comparison === "undocumented") return `not known to be ${formatSize(generation.askedSize)}, as asked`;
  return `asked ${formatSize(generation.askedSize)}`;
}

/** Whether an asked size, in the words of `formatAsked`, is another than the image's. */
export const isOtherSize = (asked: string): boolean => /^asked \d/.test(asked);
