/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];
/** The colours of a picture. The sky is dark enough above for white text. */
export interface Palette {
  readonly skyTop: Color;
  readonly skyMiddle: Color;
  readonly horizon: Color;
  readonly sun: Color;
  readonly near: Color;
  readonly hasStars: boolean;
}
/** All invented for this emulator. */
export declare const PALETTES: readonly [Palette, ...Palette[]];
/** A colour between two; 0 is the first. */
export declare function mix(from: Color, to: Color, share: number): Color;
export declare const css: ([red, green, blue]: Color, alpha?: number) => string;
