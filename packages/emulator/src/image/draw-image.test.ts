import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { ImageRequest } from "@seedbed/core/emulation";
import { expect, test } from "vitest";
import { drawImage } from "./draw-image.ts";
import { encodePng } from "./encode-png.ts";

const request: ImageRequest = {
  prompt: "A futuristic cityscape with flying cars at dusk",
  label: "Segmind (emulated)",
  width: 320,
  height: 181,
  mediaType: "image/png",
  seed: 7,
  index: 1,
  count: 1,
  watermark: false,
};

async function pixelsOf(bytes: Uint8Array) {
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return {
    width: image.width,
    height: image.height,
    pixels: canvas.getContext("2d").getImageData(0, 0, image.width, image.height).data,
  };
}

test.each([
  ["image/jpeg", 320, 181, [0xff, 0xd8, 0xff]],
  ["image/png", 181, 320, [0x89, 0x50, 0x4e]],
  ["image/webp", 300, 128, [0x52, 0x49, 0x46]],
  ["image/jpeg", 160, 10, [0xff, 0xd8, 0xff]],
  ["image/jpeg", 10, 160, [0xff, 0xd8, 0xff]],
] as const)("draws %s of exactly %i by %i", async (mediaType, width, height, head) => {
  const bytes = await drawImage({ ...request, mediaType, width, height });
  expect([...bytes.slice(0, 3)]).toEqual(head);
  expect(await pixelsOf(bytes)).toMatchObject({ width, height });
});

test("draws the same bytes again for the same request", async () => {
  expect(await drawImage(request)).toEqual(await drawImage(request));
});

test.each([
  ["seed", { seed: 8 }],
  ["prompt", { prompt: "a fox" }],
  ["index", { index: 2, count: 2 }],
  ["watermark", { watermark: true }],
  ["label", { label: "Novita (emulated)" }],
])("draws another image for another %s", async (_name, change) => {
  expect(await drawImage({ ...request, ...change })).not.toEqual(await drawImage(request));
});

test.each([
  ["Chinese", "一只水彩狐狸，三个季节"],
  ["emoji and control characters", "fox 🦊\u0000\n\t\u202e end"],
  ["a very long prompt", "word ".repeat(5000)],
  ["a single word without end", "w".repeat(5000)],
])("bears %s", async (_name, prompt) => {
  expect((await drawImage({ ...request, prompt })).byteLength).toBeGreaterThan(1000);
});

test("encodes PNG without loss, across bands", async () => {
  const [width, height] = [7, 300];
  const pixels = Uint8Array.from({ length: width * height * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : (index * 7919) >> 3,
  );
  const png = await encodePng(width, height, (top, rowCount) =>
    pixels.slice(top * width * 4, (top + rowCount) * width * 4),
  );
  expect([...(await pixelsOf(png)).pixels]).toEqual([...pixels]);
});
