import { create3DAIStudio } from "@seedbed/3daistudio";
import { emulation } from "@seedbed/3daistudio/emulation";
import { createClock, type Job } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";

await using emulator = await startEmulator([emulation], { timeScale: 10 });
const options = { apiKey: "any", baseUrl: emulator.baseUrls["3daistudio"] ?? "", clock: createClock(10) };

const job = await create3DAIStudio(options).submit("seedreamV5LiteGenerate", {
  prompt: "a leather watch",
  num_images: 2,
});
const kept = JSON.stringify(job); // in a file, a queue, a database: no key and no host is in it

// Later, and in another process if need be:
const later: Job = JSON.parse(kept);
const { images } = await create3DAIStudio(options).waitForResult(later, {
  onProgress: ({ providerState, progress }) => console.log(providerState, progress),
});
console.log(`${images.length} images`);
