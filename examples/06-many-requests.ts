import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateMany, selectModels } from "@seedbed/compare";
import { saveToFolder } from "@seedbed/compare/node";
import { createClock } from "@seedbed/core";
import { startEmulator } from "@seedbed/emulator";
import { createLedger } from "@seedbed/ledger";
import { provider as novita } from "@seedbed/novita";
import { emulation as novitaEmulation } from "@seedbed/novita/emulation";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as segmindEmulation } from "@seedbed/segmind/emulation";

const timeScale = 10;
await using emulator = await startEmulator([segmindEmulation, novitaEmulation], { timeScale });
const clock = createClock(timeScale);
const rateLimits = { segmind: { requests: 5, perMs: 60_000 } };
const accounting = createLedger({ maxSpend: { USD: 0.08 }, rateLimits, clock });
const prices = { models: { "novita/seedream-5.0-lite": 0.01 } }; // your own price; no document gives one
const folder = await mkdtemp(path.join(tmpdir(), "images-"));

const [cheap, dear] = selectModels([segmind, novita], ["novita/seedream-5.0-lite", "segmind/seedream-v3"]);
if (!cheap || !dear) throw new Error("selectModels gives each, or throws");
const subjects = ["lighthouse", "koi pond", "leather watch", "red fox"];

const settled = await generateMany(
  subjects.map((subject, index) => ({
    target: index === 0 ? cheap : dear,
    request: { prompt: `a ${subject} at dusk` },
    idempotencyKey: `catalogue-${subject}`,
  })),
  {
    concurrency: { segmind: 2 },
    onImage: saveToFolder(folder), // each as it arrives; a failed save is repeated, and nothing is generated again
    releaseImages: true, // saved images are removed from memory
    client: (id) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock, prices, accounting }),
  },
);

for (const { request, state, error } of settled)
  console.log(`${subjects[request]}: ${state}${error ? `; ${error.message}` : ""}`);
console.log(`${(await readdir(folder)).length} images saved, at most $${accounting.spent().USD?.worstCase} spent`);
await rm(folder, { recursive: true });
