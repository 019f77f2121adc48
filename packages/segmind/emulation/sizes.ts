/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

/** The upstream model's table for its 2K and 3K classes. That Segmind uses it is inferred. */
const SEEDREAM_5: Record<string, Record<string, Size>> = {
  "2K": {
    "1:1": [2048, 2048],
    "4:3": [2304, 1728],
    "3:4": [1728, 2304],
    "16:9": [2848, 1600],
    "9:16": [1600, 2848],
    "3:2": [2496, 1664],
    "2:3": [1664, 2496],
    "21:9": [3136, 1344],
  },
  "3K": {
    "1:1": [3072, 3072],
    "4:3": [3456, 2592],
    "3:4": [2592, 3456],
    "16:9": [4096, 2304],
    "9:16": [2304, 4096],
    "3:2": [3744, 2496],
    "2:3": [2496, 3744],
    "21:9": [4704, 2016],
  },
};

/** Invented: no page says what size Seedream 3.0 gives; about a megapixel is likely. */
const SEEDREAM_3: Record<string, Size> = {
  "16:9": [1280, 720],
  "4:3": [1152, 864],
  "1:1": [1024, 1024],
  "3:4": [864, 1152],
  "9:16": [720, 1280],
};

/** The size of an image; a class means Seedream 5.0 Lite, none means Seedream 3.0. */
export function sizeOf(aspectRatio: string, sizeClass?: string): Size {
  const size = sizeClass === undefined ? SEEDREAM_3[aspectRatio] : SEEDREAM_5[sizeClass]?.[aspectRatio];
  if (size === undefined) throw new RangeError(`no size for ${aspectRatio} in ${sizeClass ?? "Seedream 3.0"}`);
  return size;
}
