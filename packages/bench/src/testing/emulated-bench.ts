import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { emulation as emulated3DAIStudio } from "@seedbed/3daistudio/emulation";
import { type Clock, createClock } from "@seedbed/core";
import type { Emulation } from "@seedbed/core/emulation";
import { type EmulatorOptions, startEmulator } from "@seedbed/emulator";
import { openLedger } from "@seedbed/ledger/sqlite";
import { provider as novita } from "@seedbed/novita";
import { emulation as emulatedNovita } from "@seedbed/novita/emulation";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as emulatedSegmind } from "@seedbed/segmind/emulation";
import type { PlanDocument } from "../plan/plan.ts";
import { sourceOfFlags } from "../plan/plan-source.ts";
import { settlePlan, targetsOfPlan } from "../plan/settle-plan.ts";
import { type BenchOptions, benchRun, runBench } from "../run/run-bench.ts";
import { createRunFolder, type RunFolder } from "../run/run-folder.ts";

/** The providers, as the command passes them. */
export const providers = [threeDAIStudio, novita, segmind];

/** An emulator and all that a benchmark needs to run on it. */
export async function openEmulatedBench(
  document: PlanDocument,
  options: EmulatorOptions = {},
  emulations: readonly Emulation[] = [emulated3DAIStudio, emulatedNovita, emulatedSegmind],
) {
  const cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  const timeScale = options.timeScale ?? 100;
  const emulator = await startEmulator(emulations, {
    rateLimits: false,
    balances: Object.fromEntries(emulations.map(({ id }) => [id, 1e6])),
    ...options,
    timeScale,
  });
  await emulator.warmUp();
  const plan = settlePlan(sourceOfFlags(document), { providers, cwd, name: "test", seed: 1 });
  const { now, sleep, hold } = emulator.clock;
  const clock: Clock = options.pauseWhileBusy ? { now, delay: sleep, hold } : createClock(timeScale);
  const head = { version: 1, plan, startedAt: new Date().toISOString(), emulated: true, timeScale } as const;
  const folder = await createRunFolder(path.join(cwd, "run"), head);
  const ledger = openLedger(folder.ledgerFile, {
    run: benchRun,
    maxSpend: plan.budget,
    rateLimits: Object.fromEntries(Object.entries(plan.providers).map(([id, { rateLimit }]) => [id, rateLimit])),
    clock,
  });
  return {
    cwd,
    emulator,
    plan,
    folder,
    ledger,
    run: (more: Partial<BenchOptions> & { folder?: RunFolder } = {}) =>
      runBench({
        folder,
        ledger,
        clock,
        targets: targetsOfPlan(plan, providers),
        client: (id) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "" }),
        version: "0.0.0",
        ...more,
      }),
    async [Symbol.asyncDispose]() {
      ledger.close();
      await folder.close();
      await emulator.close();
      await rm(cwd, { recursive: true });
    },
  };
}

/** The smallest image: one transparent pixel, GIF. For runs whose images no one looks at. */
export const pixel = new Uint8Array(Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"));
