/**
 * The part of the standard Canvas 2D interface that the images are drawn with, so that a browser's OffscreenCanvas can
 * take the place of the one used here.
 */
export type Canvas2D = Pick<
  CanvasRenderingContext2D,
  | "fillStyle"
  | "font"
  | "textBaseline"
  | "globalAlpha"
  | "createLinearGradient"
  | "createRadialGradient"
  | "fillRect"
  | "fillText"
  | "measureText"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "quadraticCurveTo"
  | "arc"
  | "closePath"
  | "fill"
>;
