import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { emulation as threeDAIStudioEmulation } from "@seedbed/3daistudio/emulation";
import { compare, selectFamily } from "@seedbed/compare";
import { createClock } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { createLedger } from "@seedbed/ledger";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as segmindEmulation } from "@seedbed/segmind/emulation";

const timeScale = 10;
await using emulator = await startEmulator([segmindEmulation, threeDAIStudioEmulation], { timeScale });
const clock = createClock(timeScale);
// Nothing is sent whose worst case does not fit the budget.
const accounting = createLedger({ maxSpend: { USD: 0.1, credits: 20 }, clock });

const providers = selectFamily([segmind, threeDAIStudio], "seedream-5.0-lite");
const results = await compare(
  providers,
  { prompt: "a lighthouse at dusk", aspectRatio: "3:2", seed: 7 },
  { client: (id) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock, accounting }) },
);

for (const compared of results) {
  if ("error" in compared) console.log(compared.target.model.id, compared.error.message);
  else
    console.log(
      compared.target.model.id,
      compared.result.cost,
      compared.result.parity.filter(({ status }) => status !== "defaulted"),
    );
}
