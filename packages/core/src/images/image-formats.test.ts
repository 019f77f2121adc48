import { describe, expect, test } from "vitest";
import { png } from "../testing/image.ts";
import { measureImage } from "./image.ts";

const text = (value: string) => [...new TextEncoder().encode(value)];
const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
const little = (value: number, bytes: number) => big(value, bytes).toReversed();
const zeros = (count: number): number[] => Array(count).fill(0);
const box = (type: string, ...data: number[]) => [...big(data.length + 8, 4), ...text(type), ...data];
const ftyp = (...brands: string[]) =>
  box("ftyp", ...text(brands[0] ?? ""), ...zeros(4), ...text(brands.slice(1).join("")));
const measured = (...bytes: number[]) => measureImage(Uint8Array.from(bytes));
const sizeOf = (...bytes: number[]) => {
  const { width, height } = measured(...bytes) ?? {};
  return [width, height];
};

/** The first bytes of each format. */
const heads: [type: string, head: number[]][] = [
  ["png", [...png(4, 3)]],
  ["jpeg", [0xff, 0xd8, 0xff, 0xe0]],
  ["gif", text("GIF87a")],
  ["gif", text("GIF89a")],
  ["webp", [...text("RIFF"), 10, 13, 0, 0, ...text("WEBPVP8 ")]],
  ...["avif", "avis", "avio"].map((brand): [string, number[]] => ["avif", ftyp(brand)]),
  ...["mif1", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"].map(
    (brand): [string, number[]] => ["heic", ftyp(brand)],
  ),
  ["jxl", [...big(12, 4), ...text("JXL "), 13, 10, 0x87, 10]],
  ["jxl", [0xff, 10]],
  ...[12, 40, 52, 56, 64, 108, 124].map((length): [string, number[]] => [
    "bmp",
    [...text("BM"), ...zeros(8), 10, 0, 0, 0, ...little(length, 4)],
  ]),
  ["tiff", [...text("II*"), 0]],
  ["tiff", [...text("II+"), 0]],
  ["tiff", [...text("MM"), 0, ...text("*")]],
  ["tiff", [...text("MM"), 0, ...text("+")]],
];

test.each(heads)("a %s is known by its first bytes, and by no others", (type, head) => {
  expect(measured(...head, ...zeros(40))?.mediaType).toBe(`image/${type}`);
  expect(measured(0x20, ...head, ...zeros(40))).toBeUndefined();
});

test.each<[string, number[]]>([
  ["GIF of another version", text("GIF88a")],
  ["a GIF of another letter", text("GIF89b")],
  ["another RIFF", [...text("RIFF"), ...zeros(4), ...text("WAVEfmt ")]],
  ["a film", ftyp("isom", "mp42", "avc1")],
  ["brands of other letters", ftyp("avix", "mig1", "heia", "hexc")],
  ["a brand within two brands", ftyp("isom", "xxav", "ifxx")],
  ["a brand after fourteen others", ftyp("isom", ...Array(13).fill("xxxx"), "avif")],
  ["a bitmap with a head of another length", [...text("BM"), ...zeros(12), 41, 0, 0, 0]],
  ["a bitmap with a head of a far too great length", [...text("BM"), ...zeros(12), 40, 0, 0, 1]],
  ["words that begin with BM", text("BMs are a kind of image that few use")],
  ["a TIFF of another number", [...text("II,"), 0]],
  ["a TIFF of mixed ends", [...text("MM*"), 0]],
  ["a PNG whose line ends were changed", [0x89, ...text("PNG\n\n"), 0x1a, 10]],
])("%s is not known", (_name, head) => {
  expect(measured(...head, ...zeros(40))).toBeUndefined();
});

test("the last brand that counts comes after thirteen others", () => {
  expect(measured(...ftyp("isom", ...Array(12).fill("xxxx"), "avif"))?.mediaType).toBe("image/avif");
});

describe("a size is read", () => {
  test("of a large WebP of each kind", () => {
    const webp = (kind: string, ...data: number[]) =>
      sizeOf(...text("RIFF"), ...little(48, 4), ...text(`WEBP${kind}`), ...little(30, 4), ...data, ...zeros(30));
    expect(webp("VP8 ", ...zeros(6), 0x34, 0xd2, 0x21, 0xd1)).toEqual([0x1234, 0x1121]); // without the scale above it
    expect(webp("VP8X", ...zeros(4), ...little(70_000, 3), ...little(60_000, 3))).toEqual([70_001, 60_001]);
    const bits = 9999 + 7777 * 2 ** 14 + 2 ** 28; // the last bit says that there is a transparency
    expect(webp("VP8L", 0x2f, ...little(bits, 4))).toEqual([10_000, 7778]);
    expect(webp("VP8L", 0x30, ...little(bits, 4))).toEqual([null, null]);
    expect(webp("VP9 ", 0x2f, ...little(bits, 4))).toEqual([null, null]);
  });

  test("of a large JPEG XL, by each length of its sides", () => {
    /** The lowest bit first, as they are in the file. */
    const jxl = (...fields: [value: number, count: number][]) => {
      const bits = fields.flatMap(([value, count]) =>
        Array.from({ length: count }, (_, at) => Math.floor(value / 2 ** at) % 2),
      );
      const bytes = Array.from({ length: 12 }, (_, at) =>
        bits.slice(8 * at, 8 * at + 8).reduce((sum, bit, index) => sum + bit * 2 ** index, 0),
      );
      return sizeOf(0xff, 10, ...bytes);
    };
    const lengths: [choice: number, count: number, side: number][] = [
      [0, 9, 500],
      [1, 13, 8000],
      [2, 18, 200_000],
      [3, 30, 900_000_000],
    ];
    for (const [choice, count, side] of lengths)
      expect(jxl([0, 1], [choice, 2], [side - 1, count], [0, 3], [0, 2], [319, 9])).toEqual([320, side]);
    expect(jxl([1, 1], [29, 5], [0, 3], [9, 5])).toEqual([80, 240]);
    const widths = [1, 2, 3, 4, 5, 6, 7].map((ratio) => jxl([0, 1], [1, 2], [1799, 13], [ratio, 3])[0]);
    expect(widths).toEqual([1800, 2160, 2400, 2700, 3200, 2250, 3600]);
  });

  const bmp = (head: number[], rest: number) => [
    ...text("BM"),
    ...zeros(8),
    ...little(14 + head.length, 4),
    ...head,
    ...zeros(rest),
  ];

  test("of a bitmap, old or new, and its rows are counted unless they are packed", () => {
    const old = [...little(12, 4), ...little(5, 2), ...little(3, 2), ...little(1, 2), ...little(8, 2)];
    expect(measured(...bmp(old, 24))).toEqual({ mediaType: "image/bmp", width: 5, height: 3 });
    expect(measured(...bmp(old, 23))).toMatchObject({ truncated: true });
    const head = (packed: number) => [
      ...little(40, 4),
      ...little(5, 4),
      ...little(3, 4),
      ...little(1, 2),
      ...little(24, 2),
      ...little(packed, 4),
      ...zeros(20),
    ];
    expect(measured(...bmp(head(0), 48))).toEqual({ mediaType: "image/bmp", width: 5, height: 3 });
    expect(measured(...bmp(head(0), 47))).toMatchObject({ truncated: true });
    expect(measured(...bmp(head(1), 0))).toEqual({ mediaType: "image/bmp", width: 5, height: 3 });
  });

  test("of a TIFF whose directory is elsewhere and holds more, and not of a BigTIFF", () => {
    const entry = (field: number, type: number, value: number) => [
      ...little(field, 2),
      ...little(type, 2),
      ...little(1, 4),
      ...(type === 3 ? [...little(value, 2), 9, 9] : little(value, 4)),
    ];
    const tiff = (...entries: number[][]) =>
      measured(...text("II*"), 0, ...little(12, 4), ...zeros(4), ...little(entries.length, 2), ...entries.flat());
    const whole = { mediaType: "image/tiff", width: 70_000, height: 3 };
    expect(tiff(entry(254, 4, 8), entry(256, 4, 70_000), entry(257, 3, 3), entry(258, 3, 8))).toEqual(whole);
    expect(tiff(entry(255, 4, 8), entry(258, 3, 8))).toEqual({ mediaType: "image/tiff", width: null, height: null });
    expect(measured(...text("II+"), 0, ...little(8, 2), ...zeros(10))).toEqual({
      mediaType: "image/tiff",
      width: null,
      height: null,
    });
  });

  test("of a JPEG with each frame header, and with what is not a frame before it", () => {
    const frame = (marker: number, width: number, height: number) => [
      0xff,
      marker,
      0,
      11,
      8,
      ...big(height, 2),
      ...big(width, 2),
      1,
      1,
      0x11,
      0,
    ];
    for (const marker of [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
      expect(sizeOf(0xff, 0xd8, ...frame(marker, 4000, 300), 0xff, 0xd9)).toEqual([4000, 300]);
    for (const marker of [0xc4, 0xc8, 0xcc, 0xbf, 0xd0, 0xdb, 0xe0])
      expect(sizeOf(0xff, 0xd8, ...frame(marker, 9, 9), ...frame(0xc0, 4000, 300), 0xff, 0xd9)).toEqual([4000, 300]);
    // Markers without a length.
    for (const marker of [0x01, 0xd0, 0xd7, 0xd8])
      expect(sizeOf(0xff, 0xd8, 0xff, marker, ...frame(0xc0, 4000, 300), 0xff, 0xd9)).toEqual([4000, 300]);
  });
});

describe("an end is looked for", () => {
  const gif = (flags: number, ...rest: number[]) =>
    measured(...text("GIF89a"), 4, 0, 3, 0, flags, 0, 0, ...rest)?.truncated;
  const image = (flags: number, colours: number) => [0x2c, ...zeros(8), flags, ...zeros(colours), 2, 1, 7, 0];

  test("of a GIF behind its colours, those of a part too", () => {
    expect(gif(0, ...image(0, 0), 0x3b)).toBeUndefined();
    expect(gif(0x81, ...zeros(12), ...image(0x82, 24), 0x3b)).toBeUndefined();
    expect(gif(0x81, ...zeros(12), ...image(0x82, 24))).toBe(true);
    expect(gif(0x07, ...image(0x07, 0), 0x3b)).toBeUndefined(); // a length of no colours
    expect(gif(0, 0x21, 0xfe, 1, 0x3b, 0, ...image(0, 0), 0x3b)).toBeUndefined();
    expect(gif(0, 0x21, 0xfe, 1, 0x3b, 0, 0x22, 0x3b)).toBe(true); // no block at all
  });

  test("of a PNG behind all its chunks, in whose bytes the name of the last does not count", () => {
    const chunk = (type: string, ...data: number[]) => [...big(data.length, 4), ...text(type), ...data, ...zeros(4)];
    const start = [...png(4, 3)].slice(0, 33);
    const named = chunk("tEXt", ...zeros(3), ...chunk("IEND"));
    expect(measured(...start, ...named, ...chunk("IEND"))?.truncated).toBeUndefined();
    expect(measured(...start, ...named)?.truncated).toBe(true);
    expect(measured(...start, ...chunk("IEND").slice(0, -1))?.truncated).toBe(true);
  });

  test("of a WebP by the length that it names", () => {
    const webp = (length: number) =>
      measured(...text("RIFF"), ...little(length, 4), ...text("WEBPVP8 "), ...zeros(20))?.truncated;
    expect([webp(28), webp(29)]).toEqual([undefined, true]);
  });
});
