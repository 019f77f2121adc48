import { createHash } from "node:crypto";
import { imageMediaType } from "@seedbed/compare";
import { encodeBase64, measureImage } from "@seedbed/core";
import { tinyPicture } from "../../contract/tiny-pictures.ts";

/** What a picture was before a small one took its place. */
export interface PictureFacts {
  /** Where it stood: `response.picture`, `response.json.images[0]`, `request.body.image[1]`. */
  readonly at: string;
  /** Read from the bytes, e.g. `image/jpeg`; where they do not tell, as it called itself. */
  readonly mediaType: string;
  /** Pixels; absent where they cannot be read. */
  readonly width?: number;
  /** Pixels; absent where they cannot be read. */
  readonly height?: number;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Digest of the file, in hex. */
  readonly sha256: string;
}

const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** A picture of one pixel; a PNG where there is none of its type. */
export function smallPicture(mediaType: string): { bytes: Uint8Array<ArrayBuffer>; mediaType: string } {
  const bytes = mediaType === "image/gif" ? Uint8Array.from(Buffer.from(gif, "base64")) : tinyPicture(mediaType);
  return { bytes, mediaType: measureImage(bytes)?.mediaType ?? "image/png" };
}

/** What the bytes say of themselves; undefined where they are no picture, and do not call themselves one. */
export function pictureFacts(bytes: Uint8Array, at: string, called?: string): PictureFacts | undefined {
  const [, brand] =
    /^.{4}ftyp(avif|avis|heic|heix|mif1)/s.exec(Buffer.from(bytes.subarray(0, 12)).toString("latin1")) ?? [];
  const type = imageMediaType(bytes) ?? (brand && (brand.startsWith("av") ? "image/avif" : "image/heic")) ?? called;
  if (type === undefined || bytes.length === 0) return undefined;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { at, mediaType: type, ...measureImage(bytes), sizeBytes: bytes.length, sha256 };
}

const head = String.raw`data:([\w.+-]+\/[\w.+-]+)?((?:;[^,;\s"'<>]*)*),`;
const alone = new RegExp(`^\\s*${head}(.*)$`, "is");
const within = new RegExp(`${head}([\\w+/=.~!*()%-]*)`, "gi");

/** Puts small pictures in the place of those that stand in a text as data URI, or that are the text as plain Base64. */
export function shrinkPictures(text: string, at: string, found: (facts: PictureFacts) => void): string {
  const shrunk = (bytes: Uint8Array, called?: string): { base64: string; mediaType: string } | undefined => {
    const facts = pictureFacts(bytes, at, called);
    if (!facts) return undefined;
    found(facts);
    const small = smallPicture(facts.mediaType);
    return { base64: encodeBase64(small.bytes), mediaType: small.mediaType };
  };
  const shrunkUri = (uri: string, type: string | undefined, parameters: string, data: string): string => {
    const plain = data.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    const bytes = Buffer.from(plain, /;base64$/i.test(parameters) ? "base64" : "latin1");
    const small = shrunk(bytes, /^image\//i.test(type ?? "") ? type?.toLowerCase() : undefined);
    return small ? `data:${small.mediaType};base64,${small.base64}` : uri;
  };
  if (text.length >= 64 && /^[A-Za-z0-9+/\s_-]+=*\s*$/.test(text))
    return shrunk(Buffer.from(text, "base64"))?.base64 ?? text;
  const [uri, type, parameters = "", data = ""] = alone.exec(text) ?? [];
  if (uri !== undefined && !/data:/i.test(data)) return shrunkUri(uri, type, parameters, data);
  return text.replace(within, shrunkUri);
}
