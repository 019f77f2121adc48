import { decodeBase64, decodeDataUri, describeImage, imageInAnswer } from "@seedbed/core";
import { blankText } from "../record/redact/account-data.ts";
import { shrinkImages } from "../record/redact/small-image.ts";

/** What reads bytes that a provider or a page sends. */
export const parsers: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>, text: string) => unknown>> = {
  describeImage: (bytes) => describeImage(bytes, "image/jp2"),
  imageInAnswer: (bytes) => imageInAnswer({ ...answer, bytes }),
  decodeBase64: (_, text) => decodeBase64(text),
  decodeDataUri: (_, text) => decodeDataUri(text),
  shrinkImages: (_, text) => shrinkImages(text, "response.text", () => {}),
  blankText: (_, text) => blankText(text),
};

const answer = {
  status: 200,
  headers: new Headers(),
  mediaType: "",
  sentAtMs: 0,
  receivedAtMs: 0,
  waitedMs: 0,
};

/** What the bytes begin with, one character a byte; `size` is how many there are. */
export const heads: readonly ((size: number) => string)[] = [
  () => "",
  () => "\x89PNG\r\n\x1a\n",
  () => "\xff\xd8\xff\xe0\0\x04\0\0",
  () => "GIF89a\x04\0\x03\0\0\0\0",
  () => "RIFF\xff\xff\0\0WEBPVP8 ",
  (size) => `${ftyp("avif")}${long(size - 16)}meta\0\0\0\0${long(size - 28)}iprp${long(size - 36)}ipco`,
  () => ftyp("heic"),
  () => "\0\0\0\x0cJXL \r\n\x87\n",
  () => "II*\0\x08\0\0\0\xff\xff",
  () => "data:image/png",
  () => "data:image/png;base64,",
  () => "data:,",
  () => "http://",
];

/** What is repeated up to the end. */
export const units: readonly string[] = [
  ...'\0 1a=;,"\xff\n',
  "ispe",
  `\0\0\0\x14ispe\0\0\0\0\0\0\0\x09\0\0\0\x09`,
  "\0\0\0\x08free",
  "\0\0\0\x08meta",
  "\xff\0",
  "\xff\xd0",
  "\xff\xda\0\x02",
  "!\xf9\0",
  ";a",
  ';"',
  "data:;",
  'data:;"',
  "data:,",
  "A\n",
  "%2b",
  "a.a@",
  "1,",
  "http://",
];

/** As many bytes as are asked for. */
export function foreignBytes(head: (size: number) => string, unit: string, size: number): Uint8Array<ArrayBuffer> {
  const start = head(size);
  return Uint8Array.from(Buffer.from((start + unit.repeat(Math.ceil(size / unit.length))).slice(0, size), "latin1"));
}

function ftyp(brand: string): string {
  return `\0\0\0\x10ftyp${brand}\0\0\0\0`;
}

/** A number in four bytes. */
function long(value: number): string {
  return String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
