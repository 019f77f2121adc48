/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

const SQUARE: Record<string, Size> = { "2K": [2048, 2048], "3K": [3072, 3072], "4K": [4096, 4096] };
/** 2720x1536 came back for 2K in an example of the upstream model; the other two are its table's for 16:9. */
const OBSERVED: Record<string, Size> = { "2K": [2720, 1536], "3K": [4096, 2304], "4K": [5504, 3040] };

/** The pixels of a checked `size`. */
export function sizeOf(size: string, tierSize: string): Size {
  const tier = (tierSize === "observed" ? OBSERVED : SQUARE)[size];
  if (tier !== undefined) return tier;
  const [width = 0, height = 0] = size.split("x").map(Number);
  return [width, height];
}
