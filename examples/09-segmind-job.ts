import { createClock } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { createSegmind } from "@seedbed/segmind";
import { emulation } from "@seedbed/segmind/emulation";

await using emulator = await startEmulator([emulation], { timeScale: 10 });
const segmind = createSegmind({ apiKey: "any", baseUrl: emulator.baseUrls.segmind, clock: createClock(10) });

const kept = JSON.stringify(await segmind.submit("seedreamV5LiteTextToImage", { prompt: "a koi pond" }));
const { images, timing } = await segmind.waitForResult(JSON.parse(kept));
console.log(images.length, timing.polled !== undefined);
