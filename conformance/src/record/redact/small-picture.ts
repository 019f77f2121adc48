import { createHash } from "node:crypto";
import { encodeBase64, measureImage } from "@seedbed/core";
import { tinyPicture } from "../../contract/tiny-pictures.ts";

/** What a picture was before a small one took its place. */
export interface PictureFacts {
  /** Where it stood: `response.picture`, `response.json.images[0]`, `request.body.image[1]`. */
  readonly at: string;
  /** Read from the bytes, e.g. `image/jpeg`. */
  readonly mediaType: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
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

/** What the bytes say of themselves; undefined where they are no picture. */
export function pictureFacts(bytes: Uint8Array, at: string): PictureFacts | undefined {
  const measured = measureImage(bytes);
  if (!measured) return undefined;
  return { at, ...measured, sizeBytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

const dataUri = /data:image\/[\w.+-]+;base64,[A-Za-z0-9+/=_-]+/g;

/** Puts small pictures in the place of those that stand in a text as data URI, or that are the text as plain Base64. */
export function shrinkPictures(text: string, at: string, found: (facts: PictureFacts) => void): string {
  const shrunk = (encoded: string): { base64: string; mediaType: string } | undefined => {
    const facts = pictureFacts(Buffer.from(encoded, "base64"), at);
    if (!facts) return undefined;
    found(facts);
    const small = smallPicture(facts.mediaType);
    return { base64: encodeBase64(small.bytes), mediaType: small.mediaType };
  };
  if (text.length >= 64 && /^[A-Za-z0-9+/\s_-]+=*\s*$/.test(text)) return shrunk(text)?.base64 ?? text;
  return text.replace(dataUri, (uri) => {
    const small = shrunk(uri.slice(uri.indexOf(",") + 1));
    return small ? `data:${small.mediaType};base64,${small.base64}` : uri;
  });
}
