import type { DrawImage } from "@seedbed/core/emulation";

/** The canvas costs 50 ms and more to load, so it waits for the first image. */
export const drawOnFirstUse: DrawImage = async (request) => {
  const { drawImage } = await import("./draw-image.ts");
  return drawImage(request);
};
