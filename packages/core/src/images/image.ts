import { type Format, formats } from "./image-formats.ts";

/** One image, however the provider sent it. */
export interface Image {
  /** Empty where a sink has taken them: see `releaseImages`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Read from the bytes, e.g. `image/jpeg`; of a type we do not know, what the provider called it, or `application/octet-stream`. */
  readonly mediaType: string;
  /** Pixels, read from the bytes; null if we cannot read them. */
  readonly width: number | null;
  /** Pixels, read from the bytes; null if we cannot read them. */
  readonly height: number | null;
  /** Whether its end is missing; absent if it is whole, or its type does not tell. */
  readonly truncated?: true;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Where the provider keeps it, if it said so. */
  readonly url?: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
}

/** Images, of which there may be none: the first has to be looked at before it is used, also where TypeScript is merely strict. */
export type Images = readonly Image[] & { readonly 0?: Image };

/** Which image of a generation one is. */
export interface ImagePlace {
  /** From 0, as the provider named them. */
  readonly index: number;
  /** e.g. `segmind/seedream-v5-lite`. */
  readonly model: string | undefined;
}

/** An image that was paid for but could not be fetched. */
export interface ImageReference {
  /** Where the provider keeps it. */
  readonly url: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
}

/** What the bytes of an image tell about it. */
export type ImageFacts = Pick<Image, "mediaType" | "width" | "height" | "truncated">;

/** Reads type and size of an image from its bytes; undefined if they begin like no image that we know. */
export function measureImage(bytes: Uint8Array): ImageFacts | undefined {
  const format = formatOf(bytes);
  if (!format) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = unlessCut(() => format.size(view)) ?? [];
  const isWhole = unlessCut(() => format.isWhole?.(view) ?? true);
  return {
    mediaType: `image/${format.type}`,
    width: width || null, // a side of 0 pixels is one that is not known yet
    height: height || null,
    ...(isWhole ? {} : { truncated: true }),
  };
}

/**
 * What is known of the image that a provider sent: also of one whose type we do not know, so that it is not lost.
 *
 * @param declared - the media type that the provider gives it; empty if it gives none
 * @returns undefined if it is clearly not an image: empty, text such as HTML or JSON, or declared to be something else
 */
export function describeImage(bytes: Uint8Array, declared = ""): ImageFacts | undefined {
  const measured = measureImage(bytes);
  if (measured) return measured;
  const isImage = declared.startsWith("image/");
  const size = { width: null, height: null };
  if (declared === "image/svg+xml" && new TextDecoder().decode(bytes.subarray(0, 4096)).includes("<svg"))
    return { mediaType: declared, ...size };
  if (!isImage && declared !== "" && !/^(application|binary)\/octet-stream$/.test(declared)) return undefined;
  if (bytes.length < smallestImage || isText(bytes)) return undefined;
  // The bytes of a type that we know would have been recognized.
  const isUnknown = !formats.some(({ type }) => declared === `image/${type}`);
  return {
    mediaType: isUnknown && /^image\/[a-z0-9][a-z0-9.+-]{0,40}$/.test(declared) ? declared : "application/octet-stream",
    ...size,
  };
}

/** The ending of an image's file name, e.g. `jpg`. */
export function imageExtension(mediaType: string): string {
  const [, ending = "bin"] = /^image\/([a-z0-9]+)/.exec(mediaType) ?? [];
  return ending === "jpeg" ? "jpg" : ending;
}

/** Fewer bytes are taken for an image only if they begin like one. */
const smallestImage = 64;

function formatOf(bytes: Uint8Array): Format | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  return formats.find(({ signature }) => signature.test(head));
}

/** undefined if the bytes end before what is read. */
function unlessCut<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type */
function isText(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) return true; // UTF-16
  return bytes.subarray(0, 1445).every((byte) => byte > 0x1f || (byte > 8 && byte < 14 && byte !== 11) || byte === 27);
}
