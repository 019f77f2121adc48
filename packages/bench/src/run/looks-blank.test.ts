import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { looksBlank } from "./looks-blank.ts";

const side = 512;
const pixels = side * side;
/** What stands for a PNG: its compressed rows. */
const png = (rows: Uint8Array) => new Uint8Array(Buffer.concat([Buffer.alloc(1024), deflateSync(rows)]));
/** What stands for a JPEG of one colour: an encoder writes the same few bytes for each block of pixels. */
const plainJpeg = Buffer.alloc(1024 + pixels / 64, Buffer.from([0x28, 0xa2, 0x8a]));

test.each([
  ["a PNG of one colour", png(new Uint8Array(pixels * 3).fill(200)), "image/png", pixels, true],
  ["a PNG with an image", png(randomBytes(pixels)), "image/png", pixels, false],
  ["a JPEG of one colour", plainJpeg, "image/jpeg", pixels, true],
  ["a JPEG with an image", randomBytes(60_000), "image/jpeg", pixels, false],
  ["too small an image", plainJpeg, "image/jpeg", 100, null],
  ["a type that is not looked at", plainJpeg, "image/webp", pixels, null],
])("%s", (_name, bytes, mediaType, size, want) => {
  expect(looksBlank(bytes, mediaType, size)).toBe(want);
});
