import type { DrawPicture } from "@seedbed/core/emulation";
/** Draws with @napi-rs/canvas. Importing this module loads the canvas and registers the fonts. */
export declare const drawPicture: DrawPicture;
