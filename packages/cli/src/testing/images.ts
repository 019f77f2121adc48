/** The smallest image: one transparent pixel, GIF. */
export const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
/** Its data URI. */
export const pixelUri = `data:image/gif;base64,${pixel.toString("base64")}`;

/** As much of a HEIC image as tells that it is one: its first item has 9 x 9 pixels. */
export const heic = Buffer.concat([
  box("ftyp", Buffer.from("heic\0\0\0\0heicmif1")),
  box(
    "meta",
    Buffer.alloc(4),
    box("pitm", Buffer.from([0, 0, 0, 0, 0, 1])),
    box(
      "iprp",
      box("ipco", box("ispe", Buffer.from([0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9]))),
      box("ipma", Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1])),
    ),
  ),
]);

function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}
