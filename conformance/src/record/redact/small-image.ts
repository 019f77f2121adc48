import { createHash } from "node:crypto";
import { imageMediaType } from "@seedbed/compare";
import { encodeBase64, measureImage } from "@seedbed/core";
import { tinyImage } from "../../contract/tiny-images.ts";

/** What an image was before a small one took its place. */
export interface ImageFacts {
  /** Where it stood: `response.image`, `response.json.images[0]`, `request.body.image[1]`. */
  readonly at: string;
  /** Read from the bytes, e.g. `image/jpeg`; where they do not tell, as it called itself. */
  readonly mediaType: string;
  /** Pixels; absent if they cannot be read. */
  readonly width?: number;
  /** Pixels; absent if they cannot be read. */
  readonly height?: number;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Digest of the file, in hex. */
  readonly sha256: string;
}

const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** An image of one pixel; a PNG where there is none of its type. */
export function smallImage(mediaType: string): { bytes: Uint8Array<ArrayBuffer>; mediaType: string } {
  const bytes = mediaType === "image/gif" ? Uint8Array.from(Buffer.from(gif, "base64")) : tinyImage(mediaType);
  return { bytes, mediaType: measureImage(bytes)?.mediaType ?? "image/png" };
}

/** What the bytes say of themselves; undefined where they are no image, and do not call themselves one. */
export function imageFacts(bytes: Uint8Array, at: string, called?: string): ImageFacts | undefined {
  const [, brand] =
    /^.{4}ftyp(avif|avis|heic|heix|mif1)/s.exec(Buffer.from(bytes.subarray(0, 12)).toString("latin1")) ?? [];
  const type = imageMediaType(bytes) ?? (brand && (brand.startsWith("av") ? "image/avif" : "image/heic")) ?? called;
  if (type === undefined || bytes.length === 0) return undefined;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { width, height } = measureImage(bytes) ?? {};
  return { at, mediaType: type, ...(width && height ? { width, height } : {}), sizeBytes: bytes.length, sha256 };
}

/**
 * A data URI up to its comma. It matches without a comma too, so that what cannot be one is read once and not again from each
 * `data:` within; and its repetitions are bounded, as a regular expression runs out of stack otherwise.
 */
const head = String.raw`data:([\w.+-]{1,99}\/[\w.+-]{1,99})?((?:;(?:[^,;\s"'<>]|"[^"]{0,999}"){0,999}){0,99})(,?)`;
const alone = new RegExp(`^${head}`, "i");
const within = new RegExp(`${head}([\\w+/=.~!*()%-]*)`, "gi");
/** A further line of Base64: long, or ended by its sign. */
const line = /\s+(?:[\w+/-]{40,}={0,2}|[\w+/-]+={1,2})/y;
const plainBase64 = /^[A-Za-z0-9+/\s_-]+(?:=[=\s]*)?$/;

/** Puts small images in the place of those that stand in a text as data URI, or that are the text as plain Base64. */
export function shrinkImages(text: string, at: string, found: (facts: ImageFacts) => void): string {
  const shrunk = (bytes: Uint8Array, called?: string): { base64: string; mediaType: string } | undefined => {
    const facts = imageFacts(bytes, at, called);
    if (!facts) return undefined;
    found(facts);
    const small = smallImage(facts.mediaType);
    return { base64: encodeBase64(small.bytes), mediaType: small.mediaType };
  };
  const shrunkUri = (uri: string, type: string | undefined, parameters: string, data: string): string => {
    const bytes = Buffer.from(percentDecoded(data), /;base64$/i.test(parameters) ? "base64" : "latin1");
    const small = shrunk(bytes, /^image\//i.test(type ?? "") ? type?.toLowerCase() : undefined);
    return small ? `data:${small.mediaType};base64,${small.base64}` : uri;
  };
  const plain = /%(?:2[bf]|3d)/i.test(text) ? percentDecoded(text) : text;
  if (plain.length >= 64 && plainBase64.test(plain)) return shrunk(Buffer.from(plain, "base64"))?.base64 ?? text;
  const trimmed = text.trimStart();
  const [start = "", type, parameters = "", comma] = alone.exec(trimmed) ?? [];
  const data = trimmed.slice(start.length);
  if (comma && !/data:/i.test(data)) return shrunkUri(text, type, parameters, data);
  let result = "";
  let done = 0;
  for (const { 0: start, 1: kind, 2: given = "", 3: comma, 4: first = "", index } of text.matchAll(within)) {
    if (index < done || !comma) continue;
    line.lastIndex = index + start.length;
    let end = line.lastIndex;
    while (line.test(text)) end = line.lastIndex;
    const rest = text.slice(index + start.length, end);
    result += text.slice(done, index) + shrunkUri(start + rest, kind, given, first + rest);
    done = end;
  }
  return result + text.slice(done);
}

/** One sign for each byte. */
function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
