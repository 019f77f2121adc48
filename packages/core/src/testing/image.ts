import { encodeBase64 } from "../images/base64.ts";

/** As much of a PNG as tells how large it is, and its end. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(45);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], 33);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

export function pngDataUri(width: number, height: number): string {
  return `data:image/png;base64,${encodeBase64(png(width, height))}`;
}

export function pngResponse(width = 4, height = 3): Response {
  return new Response(png(width, height), { headers: { "content-type": "image/png" } });
}
