/** The images of the sample record: an evening landscape as SVG, of the true proportions. */

import { sampleGenerations } from "./generations.ts";

const skies = [
  ["#24365e", "#e9a178", "#16243a"],
  ["#1f5f5b", "#f2d08f", "#12302f"],
  ["#55305e", "#f1a6a0", "#2a1733"],
  ["#2d4f7c", "#cfe3ea", "#1b3350"],
] as const;

const size = new Map(
  sampleGenerations.flatMap((generation) => generation.images.map((image) => [image.path, image] as const)),
);

/** Draws the image that a path of the sample record names; null for any other path. */
export function sampleImage(path: string): { bytes: Uint8Array; mediaType: string } | null {
  const image = size.get(path);
  if (image === undefined) return null;
  const { width, height } = image;
  const [w, h] = [width ?? 1, height ?? 1];
  const seed = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const [high, low, hill] = skies[seed % skies.length] ?? skies[0];
  const sun = `<circle cx="${w * (0.25 + (seed % 5) / 10)}" cy="${h * 0.48}" r="${Math.min(w, h) * 0.11}" fill="#fff3d6"/>`;
  const ridge = (top: number, swing: number, opacity: number) =>
    `<path fill="${hill}" fill-opacity="${opacity}" d="M0 ${h * top} Q${w * 0.25} ${h * (top - swing)} ${w * 0.5} ${h * top} T${w} ${h * (top - swing / 3)} V${h} H0Z"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${high}"/><stop offset=".75" stop-color="${low}"/></linearGradient></defs><rect width="${w}" height="${h}" fill="url(#s)"/>${sun}${ridge(0.62, 0.14, 0.55)}${ridge(0.74, -0.1, 0.75)}${ridge(0.88, 0.12, 1)}</svg>`;
  return { bytes: new TextEncoder().encode(svg), mediaType: "image/svg+xml" };
}
