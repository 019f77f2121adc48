import { isSeedbedError } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { createSegmind } from "@seedbed/segmind";
import { emulation } from "@seedbed/segmind/emulation";

await using emulator = await startEmulator([emulation], { timeScale: 100 });
emulator.inject({ fault: { kind: "status", status: 429, wait: { ms: 21_000, as: "retry-after-seconds" } } });
// By default a wait that the provider asks for is respected; here only up to a second.
const segmind = createSegmind({ apiKey: "any", baseUrl: emulator.baseUrls.segmind, maxRetryWaitMs: 1000 });

try {
  await segmind.seedreamV3TextToImage({ prompt: "a koi pond", aspect_ratio: "16:9" });
} catch (error) {
  if (!isSeedbedError(error)) throw error;
  console.log(error.name, error.billed, error.retryAfterMs); // RateLimitError no 21000
}
