import { setImmediate as nextTurn } from "node:timers/promises";
import { crc32, createDeflate } from "node:zlib";

/** Rows of RGBA pixels from `top` on, 4 bytes a pixel. */
export type ReadRows = (top: number, rowCount: number) => Uint8Array;

const BAND_ROWS = 128;
const FILTER_UP = 2;

/**
 * Encodes opaque pixels as PNG, fast rather than small: every row as the difference to the row above, at the lowest
 * compression. The canvas's own encoder takes three times as long on an image of ten megapixels. Rows are read in bands, and
 * other work may run between them.
 */
export async function encodePng(width: number, height: number, readRows: ReadRows): Promise<Uint8Array<ArrayBuffer>> {
  const deflate = createDeflate({ level: 1, chunkSize: 256 * 1024 });
  const compressed: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    deflate
      .on("data", (chunk: Buffer) => compressed.push(chunk))
      .once("end", resolve)
      .once("error", reject);
  });
  let above = new Uint32Array(width);
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rowCount = Math.min(BAND_ROWS, height - top);
    const pixels = readRows(top, rowCount);
    const rows = new Uint32Array(pixels.buffer, pixels.byteOffset, width * rowCount);
    const last = rows.slice(width * (rowCount - 1));
    const isRoom = deflate.write(filterUp(rows, above, width, rowCount));
    above = last;
    await (isRoom ? nextTurn() : new Promise<void>((resolve) => void deflate.once("drain", resolve)));
  }
  deflate.end();
  await done;
  return assemble(width, height, Buffer.concat(compressed));
}

/** Four bytes are subtracted at once: the top bit of each is kept apart, so that none borrows from its neighbour. */
function filterUp(rows: Uint32Array, above: Uint32Array, width: number, rowCount: number): Buffer {
  const differences = new Uint32Array(width);
  const differenceBytes = new Uint8Array(differences.buffer);
  const filtered = Buffer.allocUnsafe(rowCount * (width * 4 + 1));
  for (let row = 0, start = 0, out = 0; row < rowCount; row++, start += width) {
    for (let column = 0; column < width; column++) {
      const pixel = rows[start + column] as number;
      const upper = (row === 0 ? above[column] : rows[start - width + column]) as number;
      differences[column] = ((pixel | 0x80808080) - (upper & 0x7f7f7f7f)) ^ ((pixel ^ ~upper) & 0x80808080);
    }
    filtered[out++] = FILTER_UP;
    filtered.set(differenceBytes, out);
    out += differenceBytes.byteLength;
  }
  return filtered;
}

function assemble(width: number, height: number, data: Buffer): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
