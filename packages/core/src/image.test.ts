import { imageDimensionsFromData } from "image-dimensions";
import { describe, expect, test } from "vitest";
import { measureImage } from "./image.ts";
import { png } from "./testing/picture.ts";

const text = (value: string) => [...new TextEncoder().encode(value)];
const two = (value: number) => [value >> 8, value & 255];
const four = (value: number) => [...two(value >>> 16), ...two(value & 0xffff)];
const box = (type: string, ...parts: number[][]) => {
  const data = parts.flat();
  return [...four(data.length + 8), ...text(type), ...data];
};
const ispe = (width: number, height: number) => box("ispe", four(0), four(width), four(height));
const ftyp = (...brands: string[]) => box("ftyp", text(brands[0] ?? ""), four(0), text(brands.slice(1).join("")));
/** A thumbnail, and the picture: the second property belongs to the primary item. */
const meta = (width: number, height: number) =>
  box(
    "meta",
    four(0),
    box("pitm", four(0), two(1)),
    box("iprp", box("ipco", ispe(160, 90), ispe(width, height)), box("ipma", four(0), four(1), [...two(1), 1, 2])),
  );
const segment = (marker: number, length: number) => [0xff, marker, ...two(length), ...Array(length - 2).fill(0)];
const frame = (marker: number) => [0xff, marker, ...two(11), 8, ...two(3), ...two(4), 1, 1, 0x11, 0];
const riff = (kind: string, ...data: number[]) => [
  ...text("RIFF"),
  60,
  0,
  0,
  0,
  ...text(`WEBP${kind}`),
  40,
  0,
  0,
  0,
  ...data,
  ...Array(20).fill(0),
];

const pictures: Record<string, [mediaType: string, bytes: Iterable<number>]> = {
  PNG: ["image/png", png(4, 3)],
  "GIF 87": ["image/gif", [...text("GIF87a"), 4, 0, 3, 0]],
  "GIF 89": ["image/gif", [...text("GIF89a"), 4, 0, 3, 0]],
  "baseline JPEG": ["image/jpeg", [0xff, 0xd8, ...segment(0xe0, 16), ...segment(0xdb, 67), ...frame(0xc0)]],
  "progressive JPEG": ["image/jpeg", [0xff, 0xd8, ...segment(0xe1, 40), ...segment(0xc4, 30), ...frame(0xc2)]],
  "JPEG with bytes that fill up": [
    "image/jpeg",
    [0xff, 0xd8, 0xff, 0xff, ...segment(0xe0, 16), 0, 0xff, ...frame(0xc1)],
  ],
  "lossy WebP": ["image/webp", riff("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 4, 0, 3, 0)],
  "lossless WebP": ["image/webp", riff("VP8L", 0x2f, 3, 0x80, 0, 0)],
  "extended WebP": ["image/webp", riff("VP8X", 0, 0, 0, 0, 3, 0, 0, 2, 0, 0)],
  AVIF: ["image/avif", [...ftyp("avif", "mif1", "miaf"), ...meta(4000, 3000)]],
  "AVIF by its second brand": ["image/avif", [...ftyp("mif1", "avif"), ...meta(4000, 3000)]],
  HEIC: ["image/heic", [...ftyp("heic", "mif1"), ...meta(4000, 3000)]],
};

describe.each(Object.entries(pictures))("%s", (_name, [mediaType, bytes]) => {
  const picture = Uint8Array.from(bytes);
  const library = imageDimensionsFromData(picture);

  test("is measured as image-dimensions measures it", () => {
    const { width = 0, height = 0 } = library ?? {};
    expect(width * 3).toBe(height * 4);
    expect(measureImage(picture)).toEqual({ mediaType, width, height });
  });

  test("is measured where it stands in the middle of other bytes", () => {
    const within = new Uint8Array(picture.length + 20).fill(255);
    within.set(picture, 10);
    expect(measureImage(within.subarray(10, 10 + picture.length))).toEqual(measureImage(picture));
  });

  test("cut off anywhere, is the same picture or none", () => {
    for (let length = 0; length < picture.length; length += 1)
      expect([undefined, measureImage(picture)]).toContainEqual(measureImage(picture.subarray(0, length)));
    expect(measureImage(picture.subarray(0, 9))).toBeUndefined();
  });
});

test("a picture is measured in its bytes, and what is none is none", () => {
  expect(measureImage(png(2848, 1600))).toEqual({ mediaType: "image/png", width: 2848, height: 1600 });
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(3),
    new TextEncoder().encode("<html>"),
    png(4, 3).subarray(0, 20),
    Uint8Array.from([0xff, 0xd8, ...segment(0xe0, 16), 0xff, 0xda, ...frame(0xc0)]),
  ]) {
    expect(measureImage(bytes)).toBeUndefined();
  }
});
