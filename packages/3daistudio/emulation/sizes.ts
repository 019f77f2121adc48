/** Width and height in pixels. */
export type Size = readonly [width: number, height: number];

/** Invented: the page names the presets without pixels. All lie inside the upstream model's limits. */
const PRESETS: Record<string, Size> = {
  square_hd: [2048, 2048],
  square: [1920, 1920],
  portrait_4_3: [1728, 2304],
  portrait_16_9: [1600, 2848],
  landscape_4_3: [2304, 1728],
  landscape_16_9: [2848, 1600],
};

/** The upstream model's sizes of a class, the square first. That the automatic layout chooses among them is inferred. */
const AUTO: Record<string, readonly [Size, ...Size[]]> = {
  auto_2K: [
    [2048, 2048],
    [2304, 1728],
    [1728, 2304],
    [2848, 1600],
    [1600, 2848],
    [2496, 1664],
    [1664, 2496],
    [3136, 1344],
  ],
  auto_3K: [
    [3072, 3072],
    [3456, 2592],
    [2592, 3456],
    [4096, 2304],
    [2304, 4096],
    [3744, 2496],
    [2496, 3744],
    [4704, 2016],
  ],
};

/** @param choice from 0 to 1, chooses among the shapes of an automatic layout */
export function sizeOf(imageSize: string, choice: number): Size {
  const preset = PRESETS[imageSize];
  if (preset !== undefined) return preset;
  const layouts = AUTO[imageSize];
  if (layouts === undefined) throw new RangeError(`no size for ${imageSize}`);
  return layouts[Math.floor(choice * layouts.length)] ?? layouts[0];
}
