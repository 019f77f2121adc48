/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** The colours of an image. The sky is dark enough above for white text. */
export interface Palette {
  readonly skyTop: Color;
  readonly skyMiddle: Color;
  readonly horizon: Color;
  readonly sun: Color;
  readonly near: Color;
  readonly hasStars: boolean;
}

/** All invented for this emulator. */
export const PALETTES: readonly [Palette, ...Palette[]] = [
  palette([22, 36, 71], [86, 84, 140], [246, 178, 142], [255, 226, 178], [16, 24, 48], true),
  palette([19, 60, 85], [52, 124, 140], [244, 213, 160], [255, 244, 214], [10, 38, 52], false),
  palette([58, 28, 72], [156, 66, 104], [250, 170, 120], [255, 220, 160], [34, 16, 46], true),
  palette([24, 68, 62], [74, 134, 106], [236, 224, 170], [255, 250, 220], [12, 40, 38], false),
  palette([13, 20, 44], [34, 58, 104], [110, 160, 190], [236, 242, 255], [7, 12, 28], true),
  palette([84, 38, 34], [184, 92, 62], [250, 204, 140], [255, 240, 200], [48, 20, 22], false),
  palette([36, 44, 88], [104, 98, 168], [222, 176, 208], [255, 234, 240], [24, 26, 56], true),
  palette([20, 72, 104], [70, 142, 180], [214, 232, 232], [255, 255, 244], [14, 48, 66], false),
];

function palette(skyTop: Color, skyMiddle: Color, horizon: Color, sun: Color, near: Color, hasStars: boolean): Palette {
  return { skyTop, skyMiddle, horizon, sun, near, hasStars };
}

/** A colour between two; 0 is the first. */
export function mix(from: Color, to: Color, share: number): Color {
  const [red, green, blue] = from.map((value, index) => value + ((to[index] ?? value) - value) * share);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

export const css = ([red, green, blue]: Color, alpha = 1) =>
  `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${alpha})`;
