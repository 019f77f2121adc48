import type { Random } from "../random.ts";
import type { Canvas2D } from "./canvas-2d.ts";
import { type Palette } from "./palette.ts";
/** A calm view: sky, sun or moon, and ridges that fade with distance. */
export declare function paintLandscape(
  canvas: Canvas2D,
  width: number,
  height: number,
  palette: Palette,
  random: Random,
): void;
