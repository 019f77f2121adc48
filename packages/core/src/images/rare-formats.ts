import type { Format, Size } from "./image-formats.ts";
import { boxesAreWhole, isobmffSize } from "./iso-boxes.ts";

/** Formats that no document promises, and that a provider may send all the same. */
export const rareFormats: readonly Format[] = [
  {
    type: "avif",
    signature: /^.{4}ftyp(.{4}){0,14}?avi[fso]/s,
    size: isobmffSize,
    isWhole: boxesAreWhole,
  },
  {
    type: "heic",
    signature: /^.{4}ftyp(.{4}){0,14}?(m[is]f1|he[iv][cmsx])/s,
    size: isobmffSize,
    isWhole: boxesAreWhole,
  },
  { type: "jxl", signature: /^\0\0\0\fJXL \r\n\x87\n/, size: () => undefined, isWhole: boxesAreWhole },
  { type: "jxl", signature: /^\xff\n/, size: jxlSize },
  { type: "bmp", signature: /^BM.{12}[\f\x28\x34\x38\x40\x6c\x7c]\0{3}/s, size: bmpSize, isWhole: bmpIsWhole },
  { type: "tiff", signature: /^(II[*+]\0|MM\0[*+])/, size: tiffSize, isWhole: (view) => tiffSize(view) !== undefined },
];

/** The height is negative if the rows go down. */
function bmpSize(view: DataView): Size {
  if (view.getUint32(14, true) === 12) return [view.getUint16(18, true), view.getUint16(20, true)];
  return [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
}

/** Of rows that are not compressed the length is known; the length that the head tells is often wrong. */
function bmpIsWhole(view: DataView): boolean {
  const [width = 0, height = 0] = bmpSize(view) ?? [];
  const isOld = view.getUint32(14, true) === 12;
  const rowBytes = Math.ceil((width * view.getUint16(isOld ? 24 : 28, true)) / 32) * 4;
  const isPlain = isOld || view.getUint32(30, true) === 0;
  return view.getUint32(10, true) + (isPlain ? rowBytes * height : 0) <= view.byteLength;
}

/** The first directory names width (256) and height (257). BigTIFF (43) has longer fields, and is not measured. */
function tiffSize(view: DataView): Size {
  const isLittle = view.getUint8(0) === 0x49;
  if (view.getUint16(2, isLittle) === 43) return [0, 0];
  const size: [number, number] = [0, 0];
  const start = view.getUint32(4, isLittle);
  for (let entry = view.getUint16(start, isLittle) - 1; entry >= 0; entry -= 1) {
    const offset = start + 2 + 12 * entry;
    const side = view.getUint16(offset, isLittle) - 256;
    const isShort = view.getUint16(offset + 2, isLittle) === 3;
    if (side === 0 || side === 1)
      size[side] = isShort ? view.getUint16(offset + 8, isLittle) : view.getUint32(offset + 8, isLittle);
  }
  return size;
}

/** Of a bare codestream; in a container it may be in several parts. Bits are counted from the lowest. */
function jxlSize(view: DataView): Size {
  let at = 16;
  const bits = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) value += ((view.getUint8(at >> 3) >> (at & 7)) & 1) * 2 ** bit;
    return value;
  };
  const isSmall = bits(1) === 1;
  const side = () => (isSmall ? (bits(5) + 1) * 8 : bits([9, 13, 18, 30][bits(2)] ?? 0) + 1);
  const height = side();
  const ratio = [undefined, [1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]][bits(3)];
  return [ratio ? Math.floor((height * (ratio[0] ?? 1)) / (ratio[1] ?? 1)) : side(), height];
}
