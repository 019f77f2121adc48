/** Width and height in pixels. */
export interface Size {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** The aspect ratios of the published Seedream size tables. */
export const aspectRatios = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"] as const;

/** Width to height. */
export type AspectRatio = (typeof aspectRatios)[number];

/** The resolutions that Seedream 5.0 lite is sold in. */
export const resolutions = ["2K", "3K"] as const;

/** A resolution class. */
export type Resolution = (typeof resolutions)[number];

/**
 * Pixels of each aspect ratio at each resolution.
 *
 * @see BytePlus ModelArk, image generation API, size tables of Seedream 5.0 lite (read 2026-10-08 through a public digest)
 */
export const seedreamSizes: Readonly<
  Record<Resolution, Readonly<Record<AspectRatio, readonly [width: number, height: number]>>>
> = {
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

/** The size of an aspect ratio at a resolution, by the published tables. */
export function seedreamSize(aspectRatio: AspectRatio, resolution: Resolution): Size {
  const [width, height] = seedreamSizes[resolution][aspectRatio];
  return { width, height };
}

/** The aspect ratio, among some, that lies nearest to a size. */
export function nearestAspectRatio<Ratio extends string>(size: Size, among: readonly Ratio[]): Ratio {
  const wanted = Math.log(size.width / size.height);
  return nearest(among, (ratio) => Math.abs(Math.log(ratioOf(ratio)) - wanted));
}

/** The resolution whose number of pixels lies nearest to that of a size, at an aspect ratio. */
export function nearestResolution(size: Size, aspectRatio: AspectRatio): Resolution {
  const wanted = Math.log(size.width * size.height);
  return nearest(resolutions, (resolution) => {
    const [width, height] = seedreamSizes[resolution][aspectRatio];
    return Math.abs(Math.log(width * height) - wanted);
  });
}

/** Width by height of a text such as `16:9`. */
export function ratioOf(aspectRatio: string): number {
  const [width, height] = aspectRatio.split(":").map(Number);
  return (width ?? Number.NaN) / (height ?? Number.NaN);
}

function nearest<T>(candidates: readonly T[], distance: (candidate: T) => number): T {
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
