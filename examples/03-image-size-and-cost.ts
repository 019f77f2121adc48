import { startEmulator } from "@seedbed/emulator";
import { createNovita } from "@seedbed/novita";
import { emulation } from "@seedbed/novita/emulation";

// Without a key: a local server that plays Novita, 100 times as fast.
await using emulator = await startEmulator([emulation], { timeScale: 100 });
// With a key: createNovita() takes NOVITA_API_KEY and calls the real one.
const novita = createNovita({ apiKey: "any", baseUrl: emulator.baseUrls.novita });

const { images, cost } = await novita.seedream5Lite({ prompt: "a lighthouse at dusk", size: "2848x1600" });

for (const { width, height, mediaType, sizeBytes } of images)
  console.log(`${width} x ${height} ${mediaType}, ${sizeBytes} bytes`);
console.log(cost); // null: Novita publishes no price
