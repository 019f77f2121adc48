import type { DrawImage } from "@seedbed/core/emulation";
import { paintImage } from "./paint-image.ts";

const QUALITY = 0.82;

/** Draws with a browser's own OffscreenCanvas. Where a browser cannot encode a type, it gives PNG, as the standard says. */
export const drawOffscreen: DrawImage = async (request) => {
  const canvas = new OffscreenCanvas(request.width, request.height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no 2D images off screen");
  paintImage(context, request);
  const blob = await canvas.convertToBlob({ type: request.mediaType, quality: QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
};
