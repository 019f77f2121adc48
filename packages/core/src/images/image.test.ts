import { imageDimensionsFromData } from "image-dimensions";
import { describe, expect, test } from "vitest";
import { png } from "../testing/image.ts";
import { describeImage, imageExtension, measureImage } from "./image.ts";

const text = (value: string) => [...new TextEncoder().encode(value)];
const two = (value: number) => [value >> 8, value & 255];
const four = (value: number) => [...two(value >>> 16), ...two(value & 0xffff)];
const box = (type: string, ...parts: number[][]) => {
  const data = parts.flat();
  return [...four(data.length + 8), ...text(type), ...data];
};
const ispe = (width: number, height: number) => box("ispe", four(0), four(width), four(height));
const ftyp = (...brands: string[]) => box("ftyp", text(brands[0] ?? ""), four(0), text(brands.slice(1).join("")));
/** A thumbnail, and the image: the second property belongs to the primary item. */
const meta = (width: number, height: number) =>
  box(
    "meta",
    four(0),
    box("pitm", four(0), two(1)),
    box("iprp", box("ipco", ispe(160, 90), ispe(width, height)), box("ipma", four(0), four(1), [...two(1), 1, 2])),
  );
const segment = (marker: number, length: number) => [0xff, marker, ...two(length), ...Array(length - 2).fill(0)];
const frame = (marker: number) => [0xff, marker, ...two(11), 8, ...two(3), ...two(4), 1, 1, 0x11, 0];
const riff = (kind: string, ...data: number[]) => {
  const chunk = [...text(`WEBP${kind}`), 30, 0, 0, 0, ...data, ...Array(30 - data.length).fill(0)];
  return [...text("RIFF"), chunk.length, 0, 0, 0, ...chunk];
};
const scan = [...segment(0xda, 8), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const end = [0xff, 0xd9];
/** A segment with an image of its own, which has an end of its own. */
const thumbnail = [0xff, 0xe1, ...two(2 + 4 + 4), 0xff, 0xd8, ...end, ...end, ...end];
const subBlocks = [0x2c, ...Array(8).fill(0), 0, 2, 2, 0x3b, 0x3b, 0];
const mdat = box("mdat", Array(20).fill(7));
const little = (...values: number[]) => values.flatMap((value) => four(value).reverse());
const halves = (...values: number[]) => values.flatMap((value) => two(value).reverse());
const bmp = [...text("BM"), ...little(0, 0, 54, 40, 4, 2 ** 32 - 3), ...halves(1, 24), ...Array(24 + 36).fill(0)];

const images: Record<string, [mediaType: string, bytes: Iterable<number>]> = {
  PNG: ["image/png", png(4, 3)],
  "GIF 87": ["image/gif", [...text("GIF87a"), 4, 0, 3, 0, 0, 0, 0, ...subBlocks, 0x3b]],
  "GIF 89": [
    "image/gif",
    [...text("GIF89a"), 4, 0, 3, 0, 0x80, 0, 0, 9, 9, 9, 9, 9, 9, 0x21, 0xf9, 1, 0x3b, 0, ...subBlocks, 0x3b],
  ],
  "baseline JPEG": [
    "image/jpeg",
    [0xff, 0xd8, ...segment(0xe0, 16), ...segment(0xdb, 67), ...frame(0xc0), ...scan, ...end],
  ],
  "progressive JPEG": [
    "image/jpeg",
    [0xff, 0xd8, ...segment(0xe1, 40), ...segment(0xc4, 30), ...frame(0xc2), ...scan, ...scan, ...end],
  ],
  "JPEG with bytes that fill up": [
    "image/jpeg",
    [0xff, 0xd8, 0xff, 0xff, ...segment(0xe0, 16), 0, 0xff, ...frame(0xc1), ...scan, 0xff, ...end],
  ],
  "JPEG with a thumbnail": ["image/jpeg", [0xff, 0xd8, ...thumbnail, ...frame(0xc0), ...scan, ...end]],
  "lossy WebP": ["image/webp", riff("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 4, 0, 3, 0)],
  "lossless WebP": ["image/webp", riff("VP8L", 0x2f, 3, 0x80, 0, 0)],
  "extended WebP": ["image/webp", riff("VP8X", 0, 0, 0, 0, 3, 0, 0, 2, 0, 0)],
  AVIF: ["image/avif", [...ftyp("avif", "mif1", "miaf"), ...meta(4000, 3000), ...mdat]],
  "AVIF by its second brand": ["image/avif", [...ftyp("mif1", "avif"), ...meta(4000, 3000), ...mdat]],
  HEIC: ["image/heic", [...ftyp("heic", "mif1"), ...meta(4000, 3000), ...mdat]],
};

/** Formats that the library does not measure. */
const others: Record<string, [mediaType: string, bytes: Iterable<number>]> = {
  "BMP whose rows go down": ["image/bmp", bmp],
  "TIFF of little ends": [
    "image/tiff",
    [...text("II*"), 0, ...little(8), ...halves(2, 256, 3), ...little(1, 4), ...halves(257, 4), ...little(1, 3)],
  ],
  "TIFF of big ends": [
    "image/tiff",
    [
      ...text("MM"),
      ...two(42),
      ...four(8),
      ...two(2),
      1,
      0,
      0,
      3,
      ...four(1),
      ...two(4),
      0,
      0,
      1,
      1,
      0,
      4,
      ...four(1),
      ...four(3),
    ],
  ],
};

describe.each(Object.entries(images))("%s", (_name, [mediaType, bytes]) => {
  const image = Uint8Array.from(bytes);
  const library = imageDimensionsFromData(image);

  test("is measured as image-dimensions measures it", () => {
    const { width = 0, height = 0 } = library ?? {};
    expect(width * 3).toBe(height * 4);
    expect(measureImage(image)).toEqual({ mediaType, width, height });
  });

  test("is measured where it stands in the middle of other bytes", () => {
    const within = new Uint8Array(image.length + 20).fill(255);
    within.set(image, 10);
    expect(measureImage(within.subarray(10, 10 + image.length))).toEqual(measureImage(image));
  });

  test("cut off anywhere, is never taken for whole, and never of another size", () => {
    for (let length = 24; length < image.length; length += 1) {
      const { width, height } = measureImage(image) ?? {};
      expect(measureImage(image.subarray(0, length)), `${length} bytes`).toEqual({
        mediaType,
        width: expect.toBeOneOf([width, null]),
        height: expect.toBeOneOf([height, null]),
        truncated: true,
      });
    }
  });

  test("is whole with bytes after its end", () => {
    const longer = Uint8Array.from([...image, ...Array(7).fill(0)]);
    expect(measureImage(longer)).toEqual(measureImage(image));
  });
});

test.each(Object.entries(others))("%s is measured, and its end is looked for", (_name, [mediaType, bytes]) => {
  const image = Uint8Array.from(bytes);
  expect(measureImage(image)).toEqual({ mediaType, width: 4, height: 3 });
  expect(measureImage(image.subarray(0, -1))).toMatchObject({ mediaType, truncated: true });
});

test.each([
  ["both sides", [16, 0, 6, 0], 4, 3],
  ["its height in eights, and a ratio", [127, 1], 455, 256],
  ["longer sides", [250, 49, 232, 99, 1], 2848, 1600],
])("a bare JPEG XL is measured by %s", (_name, bits, width, height) => {
  expect(measureImage(Uint8Array.from([0xff, 0x0a, ...bits]))).toEqual({ mediaType: "image/jxl", width, height });
});

test("a JPEG XL in a container is one, of a size that is not read", () => {
  const bytes = Uint8Array.from([
    ...box("JXL ", [13, 10, 0x87, 10]),
    ...ftyp("jxl ", "jxl "),
    ...box("jxlc", [0xff, 10, 0]),
  ]);
  const jxl = { mediaType: "image/jxl", width: null, height: null };
  expect(measureImage(bytes)).toEqual(jxl);
  expect(measureImage(bytes.subarray(0, -1))).toEqual({ ...jxl, truncated: true });
});

test("an image is measured in its bytes, and what is none is none", () => {
  expect(measureImage(png(2848, 1600))).toEqual({ mediaType: "image/png", width: 2848, height: 1600 });
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(3),
    new TextEncoder().encode("<html>"),
    png(4, 3).subarray(0, 7),
  ])
    expect(measureImage(bytes)).toBeUndefined();
});

describe("an image is not lost", () => {
  const unknown = Uint8Array.from({ length: 64 }, (_, index) => index);
  const sizeless = { width: null, height: null };

  test.each<[string, Uint8Array, string, string]>([
    ["of a type we do not know, under the name it came with", unknown, "image/jp2", "image/jp2"],
    ["of a type without a name", unknown, "", "application/octet-stream"],
    ["under a name that tells nothing", unknown, "application/octet-stream", "application/octet-stream"],
    ["under a name that its bytes belie", unknown, "image/png", "application/octet-stream"],
    ["under a name that would be a path", unknown, "image/../../x", "application/octet-stream"],
    ["that is drawn by text", new TextEncoder().encode("<svg/>"), "image/svg+xml", "image/svg+xml"],
  ])("%s", (_name, bytes, declared, mediaType) => {
    expect(describeImage(bytes, declared)).toEqual({ mediaType, ...sizeless });
  });

  test("whose frame header does not come before its scan", () => {
    const bytes = Uint8Array.from([0xff, 0xd8, ...segment(0xe0, 16), ...scan, ...frame(0xc0), ...end]);
    expect(measureImage(bytes)).toEqual({ mediaType: "image/jpeg", ...sizeless });
  });
});

test.each<[string, Uint8Array, string]>([
  ["nothing", new Uint8Array(), "image/png"],
  ["HTML", new TextEncoder().encode(`<!doctype html>${" ".repeat(99)}`), "image/png"],
  ["HTML that is called SVG", new TextEncoder().encode(`<!doctype html>${" ".repeat(99)}`), "image/svg+xml"],
  ["JSON in UTF-16", Uint8Array.from([0xff, 0xfe, ...Array(40).fill([0x7b, 0]).flat()]), "image/png"],
  ["fewer bytes than an image has", new Uint8Array(63), "image/png"],
  ["a film", Uint8Array.from([...ftyp("isom", "mp42"), ...Array(99).fill(0)]), "video/mp4"],
])("%s is not an image", (_name, bytes, declared) => {
  expect(describeImage(bytes, declared)).toBeUndefined();
});

test.each([
  ["image/jpeg", "jpg"],
  ["image/svg+xml", "svg"],
  ["application/octet-stream", "bin"],
  ["image/../x", "bin"],
])("the ending of %s is %s", (mediaType, ending) => {
  expect(imageExtension(mediaType)).toBe(ending);
});
