import { startEmulator } from "@seedbed/emulator";
import { createNovita } from "@seedbed/novita";
import { emulation } from "@seedbed/novita/emulation";

await using emulator = await startEmulator([emulation], { timeScale: 100 });
const novita = createNovita({ apiKey: "any", baseUrl: emulator.baseUrls.novita });
const { images } = await novita.seedream5Lite({ prompt: "a lighthouse at dusk" });
console.log(`${images[0]?.width} x ${images[0]?.height} ${images[0]?.mediaType}`);
