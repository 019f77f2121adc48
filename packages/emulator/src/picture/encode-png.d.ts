/** Rows of RGBA pixels from `top` on, 4 bytes a pixel. */
export type ReadRows = (top: number, rowCount: number) => Uint8Array;
/**
 * Encodes opaque pixels as PNG, fast rather than small: every row as the difference to the row above, at the lowest
 * compression. The canvas's own encoder takes three times as long on a picture of ten megapixels. Rows are read in bands, and
 * other work may run between them.
 */
export declare function encodePng(width: number, height: number, readRows: ReadRows): Promise<Uint8Array<ArrayBuffer>>;
