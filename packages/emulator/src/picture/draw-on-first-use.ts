import type { DrawPicture } from "@seedbed/core/emulation";

/** The canvas costs 50 ms and more to load, so it waits for the first picture. */
export const drawOnFirstUse: DrawPicture = async (request) => {
  const { drawPicture } = await import("./draw-picture.ts");
  return drawPicture(request);
};
