/** An image that is missing from a generation. */
export interface Shortfall {
  /** From 0, among all that the provider named: the images that came keep their own in `ImagePlace`. */
  readonly index: number;
  /** A few words, e.g. `images[1].url is null`. */
  readonly reason: string;
}

const maxReasons = 15;

/**
 * The missing images of a generation in words: `image 2 of 3: images[1].url is null`. Empty if none is missing.
 *
 * @param total - all images that the provider named
 */
export function shortfallText(shortfall: readonly Shortfall[], total: number): string {
  const reasons = shortfall
    .slice(0, maxReasons)
    .map(({ index, reason }) => `image ${index + 1} of ${total}: ${reason}`);
  const more = shortfall.length - reasons.length;
  return [...reasons, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}
