import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { emulation as threeDAIStudioEmulation } from "@seedbed/3daistudio/emulation";
import { createClock } from "@seedbed/core";
import { type EmulatorOptions, startEmulator } from "@seedbed/emulator";
import { provider as novita } from "@seedbed/novita";
import { emulation as novitaEmulation } from "@seedbed/novita/emulation";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as segmindEmulation } from "@seedbed/segmind/emulation";
import { createSeedream, type SeedreamOptions } from "../create-seedream.ts";
import { tinyImage } from "./tiny-image.ts";

/** Every provider on an emulator, and their models. Images are a header of the right size, so that nothing is drawn. */
export async function startProviders(options: EmulatorOptions = {}, over: Partial<SeedreamOptions> = {}) {
  const { timeScale = 1000 } = options;
  const emulator = await startEmulator([segmindEmulation, threeDAIStudioEmulation, novitaEmulation], {
    draw: async ({ width, height }) => tinyImage(width, height),
    ...options,
    timeScale,
  });
  const clock = createClock(timeScale);
  const seedream = createSeedream({
    providers: [segmind, threeDAIStudio, novita],
    client: (id) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock, timeoutMs: 100_000_000 }),
    ...over,
  });
  const posts = () => emulator.requests.filter(({ method }) => method === "POST");
  return { emulator, seedream, clock, posts, [Symbol.asyncDispose]: () => emulator.close() };
}
