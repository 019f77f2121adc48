import { deflateRawSync } from "node:zlib";

const slices = 4;
const sliceBytes = 8192;
/** Fewer pixels say too little. */
const fewestPixels = 65_536;

/**
 * Whether an image looks to be of one colour, without decoding it: an encoder writes the same bits over and over then, so that
 * samples of the file shrink to a tenth and less, while those of an image hardly shrink. null for small images and for types
 * other than JPEG and PNG. A heuristic: it may take a drawing of very few lines for blank.
 */
export function looksBlank(bytes: Uint8Array, mediaType: string, pixels: number): boolean | null {
  if (pixels < fewestPixels || (mediaType !== "image/jpeg" && mediaType !== "image/png")) return null;
  if (bytes.length < pixels / 1000) return true; // hardly a bit for a hundred pixels
  const step = Math.max(0, bytes.length - 1024 - sliceBytes) / (slices - 1); // past the tables at the start
  const samples = Array.from({ length: slices }, (_, index) => {
    const from = Math.round(1024 + index * step);
    return bytes.subarray(from, from + sliceBytes);
  });
  return samples.every(
    (sample) => sample.length === 0 || deflateRawSync(sample, { level: 1 }).length < sample.length / 10 + 32,
  );
}
