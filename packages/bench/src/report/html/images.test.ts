import { expect, it } from "vitest";
import { sampleImage } from "../testing/sample-image.ts";
import { sampleRecord } from "../testing/sample-record.ts";
import { placeImages } from "./images.ts";

const { attempts } = sampleRecord({ blocks: 4 });
const sizeBytes = attempts.flatMap(({ images }) => images).reduce((sum, image) => sum + image.sizeBytes, 0);
const shown = (inlineBytes: number, readImage = sampleImage) => placeImages(attempts, readImage, inlineBytes);

it("puts all images into the page up to the limit, and none beyond it", () => {
  const [inside, beside] = [shown(sizeBytes), shown(sizeBytes - 1)];
  const addresses = (of: typeof inside) => [...of.byAttempt.values()].flat().map(({ address }) => address);
  expect(inside.inside).toHaveLength(addresses(inside).length);
  expect(new Set(addresses(inside))).toEqual(new Set([null]));
  expect(beside.inside).toEqual([]);
  expect(addresses(beside)[0]).toBe("images/0-segmind.svg");
});

it("leaves out an image that cannot be read", () => {
  expect(shown(sizeBytes, () => null).byAttempt.size).toBe(0);
});
