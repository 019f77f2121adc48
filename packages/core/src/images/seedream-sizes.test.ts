import { expect, test } from "vitest";
import {
  aspectRatios,
  nearestAspectRatio,
  nearestResolution,
  ratioOf,
  resolutions,
  seedreamSize,
} from "./seedream-sizes.ts";

test.each(aspectRatios.flatMap((ratio) => resolutions.map((resolution) => [ratio, resolution] as const)))(
  "%s at %s leads back to itself",
  (ratio, resolution) => {
    const size = seedreamSize(ratio, resolution);
    expect(Math.abs(size.width / size.height / ratioOf(ratio) - 1)).toBeLessThan(0.01);
    expect(nearestAspectRatio(size, aspectRatios)).toBe(ratio);
    expect(nearestResolution(size, ratio)).toBe(resolution);
  },
);

test.each<[number, number, string]>([
  [1000, 1000, "1:1"],
  [1920, 1080, "16:9"],
  [1080, 1920, "9:16"],
  [5000, 1000, "21:9"],
  [1200, 1000, "4:3"],
])("%d x %d is nearest to %s", (width, height, want) => {
  expect(nearestAspectRatio({ width, height }, aspectRatios)).toBe(want);
});
