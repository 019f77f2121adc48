/** One picture, however the provider sent it. */
export interface Image {
  /** Empty where a sink has taken them: see `releaseImages`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Read from the bytes, e.g. `image/jpeg`. */
  readonly mediaType: string;
  /** Pixels, read from the bytes. */
  readonly width: number;
  /** Pixels, read from the bytes. */
  readonly height: number;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Where the provider keeps it, if it said so. */
  readonly url?: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
}

/** Pictures, of which there may be none: the first has to be looked at before it is used, also where TypeScript is merely strict. */
export type Images = readonly Image[] & { readonly 0?: Image };

/** Which picture of a generation one is. */
export interface ImagePlace {
  /** From 0, as the provider named them. */
  readonly index: number;
  /** e.g. `segmind/seedream-v5-lite`. */
  readonly model: string | undefined;
}

/** A picture that was paid for but could not be fetched. */
export interface ImageReference {
  /** Where the provider keeps it. */
  readonly url: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
}

/** What the bytes of a picture say of themselves; undefined where they are no picture that can be read. */
export function measureImage(bytes: Uint8Array): { mediaType: string; width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const [type, signature, measure] of formats) {
      if (!signature.test(textAt(view, 0, 32))) continue;
      const size = measure(view);
      return size && { mediaType: `image/${type}`, width: size[0], height: size[1] };
    }
  } catch {} // cut off
  return undefined;
}

type Measured = readonly [width: number, height: number] | undefined;

/** The formats that are read: how their first 32 bytes look, and where each keeps its size. */
const formats: [type: string, signature: RegExp, measure: (view: DataView) => Measured][] = [
  ["png", /^.PNG\r\n.\n.{4}IHDR/s, (view) => [view.getUint32(16), view.getUint32(20)]],
  ["jpeg", /^\xff\xd8\xff/, jpeg],
  ["gif", /^GIF8[79]a/, (view) => [view.getUint16(6, true), view.getUint16(8, true)]],
  ["webp", /^RIFF.{4}WEBPVP8/s, webp],
  ["avif", /^.{4}ftyp(.{4})*avi[fso]/s, isobmff],
  ["heic", /^.{4}ftyp(.{4})*(m[is]f1|he[iv][cmsx])/s, isobmff],
];

/** One character a byte. */
function textAt({ buffer, byteOffset, byteLength }: DataView, start: number, length: number): string {
  const bytes = new Uint8Array(buffer, byteOffset + start, Math.min(length, byteLength - start));
  return new TextDecoder("latin1").decode(bytes);
}

/** Goes from segment to segment up to the frame header. The picture's own bytes begin after it. */
function jpeg(view: DataView): Measured {
  for (let offset = 2; ; ) {
    const marker = view.getUint16(offset);
    // 0xff before a marker fills up, and what is no marker is passed over, as libjpeg does.
    if (marker < 0xff00 || marker === 0xffff) offset += 1;
    else if (marker === 0xffda) return undefined;
    else if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return [view.getUint16(offset + 7), view.getUint16(offset + 5)];
    else offset += 2 + (marker === 0xff01 ? 0 : view.getUint16(offset + 2));
  }
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function webp(view: DataView): Measured {
  const kind = textAt(view, 15, 1);
  const most = 0x3fff;
  if (kind === " ") return [view.getUint16(26, true) & most, view.getUint16(28, true) & most];
  if (kind === "X") return [(view.getUint32(23, true) >>> 8) + 1, (view.getUint32(26, true) >>> 8) + 1];
  if (kind !== "L" || view.getUint8(20) !== 0x2f) return undefined;
  const bits = view.getUint32(21, true);
  return [(bits & most) + 1, ((bits >> 14) & most) + 1];
}

/** The largest extent (`ispe`) that the file's head (`meta`) names: thumbnails and tiles have smaller ones. */
function isobmff(view: DataView): Measured {
  const start = textAt(view, 0, 4096).indexOf("meta") - 4;
  const length = view.getUint32(start);
  if (start + length > view.byteLength) return undefined;
  const sizes = [...textAt(view, start, length).matchAll(/ispe/g)].map(
    ({ index }) => [view.getUint32(start + index + 8), view.getUint32(start + index + 12)] as const,
  );
  return sizes.sort(([a], [b]) => b - a)[0];
}
