import type { Answer } from "../call/answer.ts";
import { decodeInline } from "./base64.ts";
import type { ImageSource } from "./collect-images.ts";
import { describeImage } from "./image.ts";

/**
 * The image that an answer itself is, if no JSON is around it: its bytes, or a text that is base64, a data URI or an address.
 * Undefined if it is none of these.
 */
export function imageInAnswer({ bytes, mediaType }: Answer): ImageSource | undefined {
  if (describeImage(bytes, mediaType)) return { bytes, mediaType };
  const head = textOf(bytes.subarray(0, 4096)).trim();
  if (/^"?https?:\/\/[^\s"]+"?$/i.test(head) && bytes.length <= 4096) return { text: head.replaceAll('"', "") };
  if (!/^"?(data:|[\w+/-]{16})/i.test(head)) return undefined;
  const inline = decodeInline(textOf(bytes).replace(/^\s*"|"\s*$/g, ""));
  return inline && describeImage(inline.bytes, inline.mediaType) ? inline : undefined;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
