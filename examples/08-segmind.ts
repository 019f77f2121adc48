import { startEmulator } from "@seedbed/emulator";
import { createSegmind } from "@seedbed/segmind";
import { emulation } from "@seedbed/segmind/emulation";

// Without a key: a local server that plays Segmind, 100 times as fast.
await using emulator = await startEmulator([emulation], { timeScale: 100 });
// With a key: createSegmind() takes SEGMIND_API_KEY and calls the real one.
const segmind = createSegmind({ apiKey: "any", baseUrl: emulator.baseUrls.segmind });

const { images, cost, requestId } = await segmind.seedreamV5LiteTextToImage({
  prompt: "a futuristic cityscape with flying cars at dusk",
  aspect_ratio: "21:9",
  size: "3K",
});
console.log(images[0]?.width, images[0]?.mediaType, cost, requestId);
