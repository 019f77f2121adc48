import { crc32, deflateSync } from "node:zlib";
import type { DrawImage, ImageRequest } from "@seedbed/core/emulation";

/** An image of the type and size that is asked for, from its first byte to its last, with nothing on it: no time goes into what no test looks at. */
export const plainImage: DrawImage = async (request) => {
  if (request.mediaType === "image/png") return png(request);
  if (request.mediaType === "image/jpeg") return jpeg(request);
  throw new Error(`no plain image is of the type ${request.mediaType}`);
};

/** So that no two images are alike: tests tell them apart by their bytes. */
const comment = ({ prompt, seed, index }: ImageRequest) => Buffer.from(JSON.stringify([index, seed, prompt]));

const blackRows = new Map<number, Buffer>();

/** One bit a pixel, all black. */
function png(request: ImageRequest): Uint8Array<ArrayBuffer> {
  const { width, height } = request;
  const sizeBytes = (1 + Math.ceil(width / 8)) * height;
  const rows = blackRows.get(sizeBytes) ?? deflateSync(Buffer.alloc(sizeBytes), { level: 1 });
  blackRows.set(sizeBytes, rows);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const text = Buffer.concat([Buffer.from("Comment\0"), comment(request)]);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const chunks = [chunk("IHDR", header), chunk("tEXt", text), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...chunks]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Its frame and its end, with no pixels between. */
function jpeg(request: ImageRequest): Uint8Array<ArrayBuffer> {
  const { width, height } = request;
  const text = comment(request).subarray(0, 60_000);
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
  const said = Buffer.concat([Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]), text]);
  const parts = [Buffer.from([0xff, 0xd8]), said, frame, scan, Buffer.from([0, 0xff, 0xd9])];
  return new Uint8Array(Buffer.concat(parts));
}
