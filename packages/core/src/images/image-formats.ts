import { rareFormats } from "#platform";

/** Width and height in pixels; undefined or 0 if the bytes do not tell. */
export type Size = readonly [width: number, height: number] | undefined;

/**
 * An image format. Its functions read each byte at most once, hold nothing of the size of the image, and throw a RangeError
 * if the bytes end before what is read.
 */
export interface Format {
  /** The media type, without `image/`. */
  readonly type: string;
  /** How its first bytes look, one character a byte. */
  readonly signature: RegExp;
  /** Reads the size. */
  size(view: DataView): Size;
  /** Looks for the end; absent if the format does not mark it. */
  isWhole?(view: DataView): boolean;
}

/** The formats that are recognized by their bytes. */
export const formats: readonly Format[] = [
  {
    type: "png",
    signature: /^\x89PNG\r\n.\n/,
    size: (view) => [view.getUint32(16), view.getUint32(20)],
    isWhole: pngIsWhole,
  },
  { type: "jpeg", signature: /^\xff\xd8\xff/, size: jpegSize, isWhole: jpegIsWhole },
  {
    type: "gif",
    signature: /^GIF8[79]a/,
    size: (view) => [view.getUint16(6, true), view.getUint16(8, true)],
    isWhole: gifIsWhole,
  },
  {
    type: "webp",
    signature: /^RIFF.{4}WEBP/s,
    size: webpSize,
    isWhole: (view) => view.getUint32(4, true) + 8 <= view.byteLength,
  },
  ...rareFormats,
];

/** From chunk to chunk, to IEND. @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function pngIsWhole(view: DataView): boolean {
  for (let offset = 8; ; offset += view.getUint32(offset) + 12)
    if (view.getUint32(offset + 4) === 0x49454e44) return offset + 12 <= view.byteLength;
}

/** Goes from segment to segment up to the frame header. The image's own bytes begin after it. */
function jpegSize(view: DataView): Size {
  for (let offset = 2; ; ) {
    const marker = view.getUint16(offset);
    // 0xff before a marker fills up, and what is not a marker is ignored, as libjpeg does.
    if (marker < 0xff00 || marker === 0xffff) offset += 1;
    else if (marker === 0xffda) return undefined;
    else if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return [view.getUint16(offset + 7), view.getUint16(offset + 5)];
    else offset += 2 + lengthOf(view, offset, marker);
  }
}

/**
 * Looks for EOI outside of the segments, which may hold a thumbnail with an EOI of its own. What comes after it does not
 * matter.
 */
function jpegIsWhole(view: DataView): boolean {
  for (let offset = 2; ; ) {
    const marker = view.getUint16(offset);
    if (marker === 0xffd9) return true;
    if (marker < 0xff00 || marker === 0xffff) offset += 1;
    // 0xff00 is a byte of the image, and 0xffd0 to 0xffd7 stand between its parts.
    else offset += 2 + (marker === 0xff00 ? 0 : lengthOf(view, offset, marker));
  }
}

/** The length of a segment; 0 for a marker without one. */
function lengthOf(view: DataView, offset: number, marker: number): number {
  return marker === 0xff01 || (marker >= 0xffd0 && marker <= 0xffd8) ? 0 : view.getUint16(offset + 2);
}

/** From block to block, to the trailer. @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function gifIsWhole(view: DataView): boolean {
  const colours = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let offset = 13 + colours(view.getUint8(10));
  for (;;) {
    const block = view.getUint8(offset);
    if (block === 0x3b) return true;
    if (block === 0x2c) offset += 11 + colours(view.getUint8(offset + 9));
    else if (block === 0x21) offset += 2;
    else return false;
    for (let length = -1; length !== 0; offset += length + 1) length = view.getUint8(offset);
  }
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView): Size {
  const kind = view.getUint32(12);
  const most = 0x3fff;
  if (kind === 0x56503820) return [view.getUint16(26, true) & most, view.getUint16(28, true) & most]; // VP8
  if (kind === 0x56503858) return [(view.getUint32(23, true) >>> 8) + 1, (view.getUint32(26, true) >>> 8) + 1]; // VP8X
  if (kind !== 0x5650384c || view.getUint8(20) !== 0x2f) return undefined; // VP8L
  const bits = view.getUint32(21, true);
  return [(bits & most) + 1, ((bits >> 14) & most) + 1];
}
