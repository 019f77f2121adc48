import { startEmulator } from "@seedbed/emulator";
import { emulation as novita } from "@seedbed/novita/emulation";

await using emulator = await startEmulator([novita], { timeScale: 100 });

const response = await fetch(`${emulator.baseUrls.novita}/v3/seedream-5.0-lite`, {
  method: "POST",
  headers: { authorization: "Bearer any-key", "content-type": "application/json" },
  body: JSON.stringify({ prompt: "A watercolour fox" }),
});
const { images } = await response.json();
console.log(response.status, images.length);
