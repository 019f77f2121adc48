import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { emulation as threeDAIStudioEmulation } from "@seedbed/3daistudio/emulation";
import { createBreaker, generateFromFamily, selectFamily } from "@seedbed/compare";
import { createClock } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { createLedger } from "@seedbed/ledger";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as segmindEmulation } from "@seedbed/segmind/emulation";

const timeScale = 10;
await using emulator = await startEmulator([segmindEmulation, threeDAIStudioEmulation], { timeScale });
const clock = createClock(timeScale);
const ledger = createLedger({ clock });
const prices = { credits: { "3daistudio": 0.002 } }; // what you pay for a credit, in US dollars

// The account at the cheapest provider is empty: it refuses, nothing is billed, and the next one is tried.
emulator.inject({ provider: "3daistudio", fault: { kind: "status", status: 402 } });

const { model, images, providers } = await generateFromFamily(
  selectFamily([segmind, threeDAIStudio], "seedream-5.0-lite"),
  { prompt: "a lighthouse at dusk", aspectRatio: "16:9" },
  {
    order: "cheapest", // or "given", or "fastest" by the history of the ledger
    history: ledger,
    breaker: createBreaker({ clock }), // shared by all calls: skips what fails five times in a row
    idempotencyKey: "order-4711", // paid for once among all providers
    client: (id) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock, prices, accounting: ledger }),
  },
);

console.log(`${images.length} image of ${model}`);
for (const { model, place, outcome, billed, error } of providers)
  console.log(`${model}: ${outcome}, billed ${billed}, ${place}${error ? `; ${error.message}` : ""}`);
