import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { createClock } from "@seedbed/core";
import { openLedger } from "@seedbed/ledger/sqlite";
import { provider as segmind } from "@seedbed/segmind";
import {
  type BenchRecord,
  benchRun,
  createRunFolder,
  type PlanDocument,
  runBench,
  settlePlan,
  sourceOfFlags,
  targetsOfPlan,
} from "../src/index.ts";
import { summarize } from "../src/report/index.ts";
import { createMeasuredFetch } from "../src/run/measured-fetch.ts";

// What a benchmark costs its own machine, against an emulator in another process. A benchmark, not a test: `pnpm --filter @seedbed/bench bench`.

const timeScale = 20;
const generations = 3000;
const inFlight = 1000;
const model = "segmind/seedream-v5-lite";

const emulator = fork(new URL("scale-emulator.ts", import.meta.url), [String(timeScale)]);
const [baseUrl] = (await once(emulator, "message")) as [string]; // what it sends
const cwd = await mkdtemp(path.join(tmpdir(), "seedbed-scale-"));
let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 50);

try {
  let record: BenchRecord | undefined;
  await bench("warm-up", { repetitions: 500, schedule: { kind: "closed", inFlight } }); // the runtime compiles what runs often
  const benchMs = await cpuOf(async () => {
    record = await bench("closed", { repetitions: generations, schedule: { kind: "closed", inFlight } });
  });
  const peak = peakBytes;
  const bareMs = await cpuOf(bareHttp);
  const paced = await bench("paced", {
    repetitions: 1000,
    warmUp: 100,
    schedule: { kind: "constant", perMinute: (100 * 60) / timeScale },
  });
  const bareLateMs = await lateBareTimers();
  const started = paced.attempts.filter(({ warmUp }) => !warmUp);
  const lateMs = started.map((attempt) => (attempt.lateMs ?? 0) / timeScale);
  const delivered = record?.attempts.filter(({ outcome }) => outcome === "delivered").length;
  const each = (ms: number) => (ms / generations).toFixed(2);
  console.log(`${delivered} of ${generations} delivered, ${inFlight} in flight, at ${timeScale} times real time`);
  console.log(
    `CPU a generation: ${each(benchMs)} ms, bare HTTP ${each(bareMs)} ms, beyond it ${each(benchMs - bareMs)} ms`,
  );
  console.log(`memory at most: ${(peak / 2 ** 20).toFixed(0)} MiB`);
  console.log(
    `start-time error at 100 starts a second: ${percentiles(lateMs)}; of bare timers: ${percentiles(bareLateMs)}`,
  );
  if (record) {
    const [attempt] = record.attempts;
    const many = Array.from({ length: 100_000 }, (_, index) => ({ ...attempt, id: `${index}`, block: index }));
    const began = performance.now();
    summarize({ ...record, attempts: many } as BenchRecord); // the same attempt many times
    console.log(`statistics of 100,000 attempts: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
} finally {
  clearInterval(watch);
  emulator.kill();
  await rm(cwd, { recursive: true });
}

function percentiles(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

/** How late timers are that do nothing, ten seconds long: what the machine itself does to a start. */
async function lateBareTimers(): Promise<number[]> {
  const begins = performance.now() + 50;
  return Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const intended = begins + index * 10;
      await setTimeout(intended - performance.now());
      return performance.now() - intended;
    }),
  );
}

/** CPU of this process, in milliseconds. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The same POSTs through the same fetch, with nothing around them. */
async function bareHttp(): Promise<void> {
  const fetch = createMeasuredFetch(createClock(timeScale));
  let left = generations;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch.for({})(
        new Request(`${baseUrl}/v1/seedream-v5-lite-text-to-image`, {
          method: "POST",
          headers: { "x-api-key": "any", "content-type": "application/json" },
          body: JSON.stringify({ prompt: "a fox" }),
        }),
      );
      if (!answer.ok) throw new Error(`bare HTTP was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  await fetch.close();
}

async function bench(name: string, document: PlanDocument): Promise<BenchRecord> {
  const source = sourceOfFlags({ models: [model], prompts: ["a fox"], budget: { usd: 1e6 }, seed: 1, ...document });
  const plan = settlePlan(source, { providers: [segmind], cwd, name, seed: 1 });
  const clock = createClock(timeScale);
  const head = { version: 1, plan, startedAt: new Date().toISOString(), emulated: true, timeScale } as const;
  const folder = await createRunFolder(path.join(cwd, name), head);
  const ledger = openLedger(folder.ledgerFile, { run: benchRun, maxSpend: plan.budget, clock });
  const client = () => ({ apiKey: "any", baseUrl });
  const targets = targetsOfPlan(plan, [segmind]);
  const record = await runBench({ folder, ledger, clock, client, targets, keepImages: false, version: "0.0.0" });
  ledger.close();
  await folder.close();
  return record;
}
