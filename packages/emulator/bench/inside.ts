/**
 * What the emulator costs: time to start, CPU for one 3K image, and a thousand tasks in flight.
 *
 * Run it from the root with `tsx --conditions=seedbed-source packages/emulator/bench/inside.ts`. It prints one JSON document.
 */
import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Emulation } from "@seedbed/core/emulation";

const packages = new URL("../../", import.meta.url);
const startedAt = performance.now();
const { startEmulator } = await import("../src/index.ts");
const emulations: Emulation[] = [];
for (const id of readdirSync(packages)) {
  const module = await import(new URL(`${id}/emulation/index.ts`, packages).href).catch(() => undefined);
  if (module !== undefined) emulations.push(module.emulation);
}
const importedMs = performance.now() - startedAt;

const beforeStart = performance.now();
const emulator = await startEmulator(emulations, { rateLimits: false, balances: { "3daistudio": 1_000_000 } });
const startMs = performance.now() - beforeStart;

const { drawImage } = await import("../src/image/draw-image.ts");
const images = [];
for (const mediaType of ["image/jpeg", "image/png"] as const) {
  for (const run of ["first", "second", "third"]) {
    images.push({ mediaType, run, ...(await cpuOf(() => drawImage(imageOf(mediaType)))) });
  }
}

const load = await thousandTasks();
await emulator.close();
console.log(JSON.stringify({ importedMs, startMs, images, load }, undefined, 2));

function imageOf(mediaType: "image/jpeg" | "image/png") {
  const prompt = "A futuristic cityscape with flying cars at dusk";
  const size = { width: 4704, height: 2016, mediaType };
  return { ...size, prompt, label: "Segmind (emulated)", seed: 7, index: 1, count: 1, watermark: true };
}

async function cpuOf(work: () => Promise<Uint8Array>) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const { byteLength } = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall, sizeBytes: byteLength };
}

/** Submits a thousand tasks and polls each three times, while all are unfinished. */
async function thousandTasks() {
  const base = emulator.baseUrls["3daistudio"];
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const rssBefore = process.memoryUsage().rss;
  delay.enable();
  const before = performance.now();
  const taskIds = await Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const body = JSON.stringify({ prompt: `fox ${index}`, image_size: "auto_3K", num_images: 6 });
      const response = await fetch(`${base}/v1/images/seedream/v5/lite/generate/`, { method: "POST", headers, body });
      return ((await response.json()) as { task_id: string }).task_id;
    }),
  );
  const submittedMs = performance.now() - before;
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await Promise.all(
      taskIds.map(async (id) => (await fetch(`${base}/v1/generation-request/${id}/status/`, { headers })).json()),
    );
    rounds.push(performance.now() - start);
  }
  delay.disable();
  return {
    tasks: emulator.taskCount(),
    submittedMs,
    pollRoundsMs: rounds,
    longestEventLoopDelayMs: delay.max / 1e6,
    rssGrowthMb: (process.memoryUsage().rss - rssBefore) / 2 ** 20,
  };
}
