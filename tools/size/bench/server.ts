import { createServer } from "node:http";

// A provider that does nothing but read and answer, in a process of its own: what it costs is not the client's.
// `?bytes=N` is how large the image is, `?delay=MS` how long it takes.

/** As much of a PNG as says that it is 2048 x 2048, zeros, and its end. */
function image(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(Math.max(57, sizeBytes));
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.writeUInt32BE(2048, 16);
  bytes.writeUInt32BE(2048, 20);
  bytes.writeUInt32BE(bytes.length - 57, 33);
  bytes.write("IDAT", 37);
  bytes.write("IEND", bytes.length - 8);
  return bytes;
}

const images = new Map<number, Buffer>();

const server = createServer((request, response) => {
  const [, sizeBytes = "0", delayMs = "0"] = /^\/(\d+)\/(\d+)\//.exec(request.url ?? "") ?? [];
  const bytes = images.get(Number(sizeBytes)) ?? image(Number(sizeBytes));
  images.set(Number(sizeBytes), bytes);
  request.resume().on("end", () => {
    setTimeout(() => response.writeHead(200, { "content-type": "image/png" }).end(bytes), Number(delayMs));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.on("disconnect", () => process.exit());
