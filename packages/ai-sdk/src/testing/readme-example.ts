import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { emulation } from "@seedbed/3daistudio/emulation";
import { createSeedream, readMetadata } from "@seedbed/ai-sdk";
import { createClock } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { generateImage } from "ai";

const timeScale = 10;
await using emulator = await startEmulator([emulation], { timeScale });
// With keys in the environment: createSeedream({ providers: [threeDAIStudio] }).
const client = (id: string) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock: createClock(timeScale) });
const seedream = createSeedream({ providers: [threeDAIStudio], client });

const { images, warnings, calls } = await generateImage({
  model: seedream.image("3daistudio/seedream-v5-lite"),
  prompt: "a lighthouse at dusk",
  n: 2,
  aspectRatio: "3:2",
});
console.log(images[0]?.mediaType, images[0]?.uint8Array.length);
console.log(warnings); // 3:2 became landscape_4_3
console.log(readMetadata(calls[0])?.cost);
