import type { Random } from "../random.ts";
import type { Canvas2D } from "./canvas-2d.ts";
import { css, mix, type Palette } from "./palette.ts";

const RIDGES = 5;
/** Points of a ridge; between them the line is curved. */
const POINTS = 48;

/** A calm view: sky, sun or moon, and ridges that fade with distance. */
export function paintLandscape(
  canvas: Canvas2D,
  width: number,
  height: number,
  palette: Palette,
  random: Random,
): void {
  const horizon = height * (0.56 + random() * 0.08);
  paintSky(canvas, width, height, horizon, palette);
  if (palette.hasStars) paintStars(canvas, width, horizon, random);
  paintSun(canvas, width, height, horizon, palette, random);
  for (let ridge = 0; ridge < RIDGES; ridge++) paintRidge(canvas, width, height, horizon, ridge, palette, random);
}

function paintSky(canvas: Canvas2D, width: number, height: number, horizon: number, palette: Palette): void {
  const sky = canvas.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, css(palette.skyTop));
  sky.addColorStop((horizon / height) * 0.62, css(palette.skyMiddle));
  sky.addColorStop((horizon / height) * 1.08, css(palette.horizon));
  sky.addColorStop(1, css(palette.horizon));
  canvas.fillStyle = sky;
  // Below, the ridges cover it.
  canvas.fillRect(0, 0, width, horizon + (height - horizon) * 0.4);
}

function paintStars(canvas: Canvas2D, width: number, horizon: number, random: Random): void {
  const size = Math.sqrt(width * horizon) / 520;
  canvas.fillStyle = "rgba(255, 255, 255, 0.7)";
  for (let star = 0; star < 60; star++) {
    canvas.globalAlpha = 0.25 + random() * 0.6;
    const radius = size * (0.5 + random());
    disc(canvas, random() * width, random() ** 1.6 * horizon * 0.7, radius);
  }
  canvas.globalAlpha = 1;
}

function paintSun(
  canvas: Canvas2D,
  width: number,
  height: number,
  horizon: number,
  palette: Palette,
  random: Random,
): void {
  const x = width * (0.58 + random() * 0.3);
  const y = horizon - height * (0.04 + random() * 0.1);
  const radius = Math.min(width, height) * (0.075 + random() * 0.035);
  const glow = canvas.createRadialGradient(x, y, radius * 0.9, x, y, radius * 4);
  glow.addColorStop(0, css(palette.sun, 0.5));
  glow.addColorStop(0.4, css(palette.sun, 0.14));
  glow.addColorStop(1, css(palette.sun, 0));
  canvas.fillStyle = glow;
  canvas.fillRect(x - radius * 4, y - radius * 4, radius * 8, radius * 8);
  canvas.fillStyle = css(palette.sun);
  disc(canvas, x, y, radius);
}

function paintRidge(
  canvas: Canvas2D,
  width: number,
  height: number,
  horizon: number,
  ridge: number,
  palette: Palette,
  random: Random,
): void {
  const nearness = (ridge + 1) / RIDGES;
  const base = horizon + (height - horizon) * (ridge / RIDGES) * 0.85;
  const swell = (height - horizon) * (0.3 - 0.14 * nearness);
  const waves = [1.1, 2.6, 5.3].map((frequency, index) => ({
    frequency: frequency * (0.8 + random() * 0.5),
    phase: random() * 2 * Math.PI,
    share: [0.6, 0.3, 0.12][index] ?? 0,
  }));
  const heightAt = (x: number) =>
    base -
    waves.reduce((sum, wave) => sum + wave.share * Math.sin((x / width) * wave.frequency * Math.PI + wave.phase), 0) *
      swell;

  // Down to where the next ridge covers all: what is painted over costs as much as what is seen.
  const isLast = ridge === RIDGES - 1;
  const foot = isLast ? height : Math.min(height, base + swell * 1.1 + ((height - horizon) / RIDGES) * 0.85 + 2);
  const color = mix(mix(palette.horizon, palette.skyMiddle, 0.5), palette.near, 0.15 + 0.85 * nearness);
  const shade = canvas.createLinearGradient(0, base - swell, 0, height);
  shade.addColorStop(0, css(color));
  shade.addColorStop(1, css(mix(color, palette.near, 0.55)));
  canvas.fillStyle = shade;
  canvas.beginPath();
  canvas.moveTo(0, foot);
  canvas.lineTo(0, heightAt(0));
  const step = width / POINTS;
  for (let x = 0; x < width; x += step) {
    const middle = x + step / 2;
    canvas.quadraticCurveTo(x, heightAt(x), middle, (heightAt(x) + heightAt(x + step)) / 2);
  }
  canvas.lineTo(width, heightAt(width));
  canvas.lineTo(width, foot);
  canvas.closePath();
  canvas.fill();
}

function disc(canvas: Canvas2D, x: number, y: number, radius: number): void {
  canvas.beginPath();
  canvas.arc(x, y, radius, 0, 2 * Math.PI);
  canvas.fill();
}
