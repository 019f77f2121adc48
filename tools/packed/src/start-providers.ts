import { emulation as threeDAIStudio } from "../../../packages/3daistudio/emulation/index.ts";
import { startEmulator } from "../../../packages/emulator/src/index.ts";
import { emulation as novita } from "../../../packages/novita/emulation/index.ts";
import { emulation as segmind } from "../../../packages/segmind/emulation/index.ts";

/** One pixel: what is tried here is how an image travels, not how it looks. */
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Provider's seconds in a real one, here and in what calls. */
export const timeScale = 100;

/** The emulator with every provider, which answers at once with the smallest image. */
export function startProviders() {
  const draw = async () => Uint8Array.from(Buffer.from(png, "base64"));
  return startEmulator([segmind, threeDAIStudio, novita], { timeScale, latencyScale: 0, rateLimits: false, draw });
}
