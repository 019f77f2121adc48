import { startEmulator } from "@seedbed/emulator";
import { createSegmind } from "@seedbed/segmind";
import { emulation as segmind } from "@seedbed/segmind/emulation";

await using emulator = await startEmulator([segmind], { timeScale: 100 });
const takeBack = emulator.inject({
  provider: "segmind", // all, if left out
  operationId: "seedreamV3TextToImage", // all, if left out
  nth: 2, // the first, if left out
  times: 3, // once, if left out
  fault: { kind: "status", status: 503 },
});

const client = createSegmind({ apiKey: "any", baseUrl: emulator.baseUrls.segmind });
const draw = () => client.seedreamV3TextToImage({ prompt: "a koi pond", aspect_ratio: "1:1" });
for (const attempt of [1, 2, 3]) {
  if (attempt === 3) takeBack();
  await draw().then(
    ({ images }) => console.log(attempt, images.length),
    ({ name, billed }) => console.log(attempt, name, billed), // sent once; whether it was paid for is unknown
  );
}
