import type { ImageRequest } from "@seedbed/core/emulation";
import { createRandom, hashText } from "../random.ts";
import type { Canvas2D } from "./canvas-2d.ts";
import { paintLandscape } from "./landscape.ts";
import { css, PALETTES, type Palette } from "./palette.ts";
import { type SetText, setText } from "./set-text.ts";

const FAMILIES =
  '"Seedbed Inter", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif';
const font = (weight: 400 | 600, size: number) => `${weight} ${size}px ${FAMILIES}`;
const LINE_HEIGHT = 1.26;

/** Paints the whole of an image: a view in the colours of prompt and seed, the prompt, and what the image is. */
export function paintImage(canvas: Canvas2D, request: ImageRequest): void {
  const { width, height } = request;
  const random = createRandom((hashText(request.prompt) ^ (request.seed + request.index * 7919)) >>> 0);
  const palette = PALETTES[Math.floor(random() * PALETTES.length)] ?? PALETTES[0];
  paintLandscape(canvas, width, height, palette, random);

  // Type follows the width, so that it can be read in a thumbnail; in a very wide image it follows the height.
  const unit = Math.min(width, height * 2.4) / 100;
  const margin = unit * 5;
  canvas.textBaseline = "alphabetic";
  const prompt = setPrompt(canvas, request, margin, unit);
  paintScrim(canvas, width, 0, margin + prompt.lines.length * prompt.fontSize * LINE_HEIGHT + unit * 6, palette);
  paintScrim(canvas, width, height, height - unit * 20, palette);
  paintPrompt(canvas, prompt, margin);
  paintFoot(canvas, request, margin, unit);
  if (request.watermark) paintWatermark(canvas, request, margin, unit);
}

/** Darkens the edge where text stands, so that it can be read on any view. */
function paintScrim(canvas: Canvas2D, width: number, edge: number, end: number, { near }: Palette): void {
  const scrim = canvas.createLinearGradient(0, edge, 0, end);
  scrim.addColorStop(0, css(near, 0.66));
  scrim.addColorStop(0.65, css(near, 0.46));
  scrim.addColorStop(1, css(near, 0));
  canvas.fillStyle = scrim;
  canvas.fillRect(0, Math.min(edge, end), width, Math.abs(end - edge));
}

function setPrompt(canvas: Canvas2D, { prompt, width, height }: ImageRequest, margin: number, unit: number): SetText {
  const measure = (text: string, size: number) => {
    canvas.font = font(600, size);
    return canvas.measureText(text).width;
  };
  const box = { width: width - 2 * margin, height: height - 2 * margin - unit * 9.6, lineHeight: LINE_HEIGHT };
  return setText(prompt, { ...box, largest: unit * 6.4, smallest: unit * 4.1 }, measure);
}

function paintPrompt(canvas: Canvas2D, { lines, fontSize }: SetText, margin: number): void {
  canvas.fillStyle = "#ffffff";
  canvas.font = font(600, fontSize);
  for (const [index, line] of lines.entries()) {
    canvas.fillText(line, margin, margin + fontSize * (0.82 + index * LINE_HEIGHT));
  }
}

/** Whose image it is, how large, and which of how many. */
function paintFoot(canvas: Canvas2D, request: ImageRequest, margin: number, unit: number): void {
  const { width, height, label, index, count } = request;
  const bottom = height - margin;
  canvas.fillStyle = "rgba(255, 255, 255, 0.92)";
  canvas.font = font(400, unit * 3.7);
  canvas.fillText(`${width} x ${height}${count > 1 ? `  ·  ${index} of ${count}` : ""}`, margin, bottom);
  canvas.fillStyle = "#ffffff";
  canvas.font = font(600, unit * 4);
  canvas.fillText(label, margin, bottom - unit * 5.2);
}

/** The mark in the lower right corner that a watermarked image has. The wording is ours. */
function paintWatermark(canvas: Canvas2D, { width, height }: ImageRequest, margin: number, unit: number): void {
  const text = "AI generated";
  const size = unit * 3.3;
  canvas.font = font(600, size);
  const textWidth = canvas.measureText(text).width;
  const radius = size * 0.95;
  const right = width - margin;
  const left = right - textWidth - 2 * radius;
  const middle = height - margin - size * 0.6;
  canvas.fillStyle = "rgba(255, 255, 255, 0.26)";
  canvas.beginPath();
  canvas.arc(left + radius, middle, radius, Math.PI / 2, Math.PI * 1.5);
  canvas.arc(right - radius, middle, radius, Math.PI * 1.5, Math.PI / 2);
  canvas.closePath();
  canvas.fill();
  canvas.fillStyle = "rgba(255, 255, 255, 0.95)";
  canvas.fillText(text, left + radius, middle + size * 0.36);
}
