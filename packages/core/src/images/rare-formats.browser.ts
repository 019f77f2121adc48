import type { Format } from "./image-formats.ts";

const size = () => undefined;

/**
 * Stands in for `rare-formats.ts` in `platform.browser.ts`: a page that shows such an image is
 * told its size by the browser, so that it does without what measures it.
 */
export const rareFormats: readonly Format[] = [
  { type: "avif", signature: /^.{4}ftyp(.{4}){0,14}?avi[fso]/s, size },
  { type: "heic", signature: /^.{4}ftyp(.{4}){0,14}?(m[is]f1|he[iv][cmsx])/s, size },
  { type: "jxl", signature: /^(\0\0\0\fJXL \r\n\x87\n|\xff\n)/, size },
  { type: "bmp", signature: /^BM.{12}[\f\x28\x34\x38\x40\x6c\x7c]\0{3}/s, size },
  { type: "tiff", signature: /^(II[*+]\0|MM\0[*+])/, size },
];
