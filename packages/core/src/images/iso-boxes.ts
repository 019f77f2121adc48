import type { Size } from "./image-formats.ts";

/** A box of an ISO base media file: AVIF, HEIC and JPEG XL are made of them. */
interface Box {
  /** Its four letters as a number. */
  readonly type: number;
  /** Where what it holds begins. */
  readonly start: number;
  /** Where it ends by its own length; that may be after the end of the bytes. */
  readonly end: number;
}

/** The boxes from one place to another, each at least 8 bytes long. */
function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  for (let offset = from; offset + 8 <= to; ) {
    const length = view.getUint32(offset);
    const isLong = length === 1;
    const bytes = isLong ? Number(view.getBigUint64(offset + 8)) : length === 0 ? to - offset : length;
    const header = isLong ? 16 : 8;
    const end = offset + Math.max(bytes, header);
    yield { type: view.getUint32(offset + 4), start: offset + header, end };
    offset = end;
  }
}

const [meta, iprp, ipco, ispe, idat] = [0x6d657461, 0x69707270, 0x6970636f, 0x69737065, 0x69646174];
/** `mdat` of AVIF and HEIC, `jxlc` and `jxlp` of JPEG XL: what holds the image itself. */
const data = [0x6d646174, 0x6a786c63, 0x6a786c70];

/** The first box of a type, if it is there whole. */
function find(view: DataView, type: number, from: number, to: number): Box | undefined {
  for (const box of boxes(view, from, to)) if (box.type === type) return box.end <= to ? box : undefined;
  return undefined;
}

/** Properties of items are numbered with 15 bits. @see ISO/IEC 23008-12, `ipma` */
const maxProperties = 0x7fff;

/** The largest extent (`ispe`) among the properties of the file's items: thumbnails and tiles have smaller ones. */
export function isobmffSize(view: DataView): Size {
  const head = find(view, meta, 0, view.byteLength);
  const items = head && find(view, iprp, head.start + 4, head.end);
  const properties = items && find(view, ipco, items.start, items.end);
  if (!properties) return undefined;
  let largest: Size;
  let count = 0;
  for (const { type, start, end } of boxes(view, properties.start, properties.end)) {
    count += 1;
    if (count > maxProperties) break;
    if (type !== ispe || start + 12 > Math.min(end, properties.end)) continue;
    const size = [view.getUint32(start + 4), view.getUint32(start + 8)] as const;
    if (!largest || size[0] > largest[0]) largest = size;
  }
  return largest;
}

/** Whether each box is there to its end, and the image itself is among them. */
export function boxesAreWhole(view: DataView): boolean {
  let hasData = false;
  let end = 0;
  for (const box of boxes(view, 0, view.byteLength)) {
    end = box.end;
    hasData ||= data.includes(box.type);
    if (box.type === meta)
      hasData ||= find(view, idat, box.start + 4, Math.min(box.end, view.byteLength)) !== undefined;
  }
  return hasData && end <= view.byteLength;
}
