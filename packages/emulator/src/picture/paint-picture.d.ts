import type { PictureRequest } from "@seedbed/core/emulation";
import type { Canvas2D } from "./canvas-2d.ts";
/** Paints the whole of a picture: a view in the colours of prompt and seed, the prompt, and what the picture is. */
export declare function paintPicture(canvas: Canvas2D, request: PictureRequest): void;
