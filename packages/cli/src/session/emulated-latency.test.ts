import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchRecord } from "@seedbed/bench";
import { startEmulator } from "@seedbed/emulator";
import { emulation as novita } from "@seedbed/novita/emulation";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";

/** Where other processes have the machine, waiting for a turn looks like waiting for the provider. Counted in whole, our work doubles a latency. */
const tolerance = 0.25;

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterEach(() => rm(cwd, { recursive: true }));

/** Runs the command on a machine that is busy with other things: this thread has a third of its time. */
async function runSlowly(args: readonly string[]) {
  await import("@seedbed/bench");
  let timer: ReturnType<typeof setTimeout>;
  const work = () => {
    const until = performance.now() + 4;
    while (performance.now() < until);
    timer = setTimeout(work, 2);
  };
  work();
  return runSeedbed(args, { cwd, draw: null }).finally(() => clearTimeout(timer));
}

/** What an emulator draws for its first generations. */
async function drawn(count: number): Promise<number[]> {
  const drawnMs: number[] = [];
  const watched: typeof novita = {
    ...novita,
    emulate: (context) =>
      novita.emulate({
        ...context,
        latency(operation, images) {
          const milliseconds = context.latency(operation, images);
          drawnMs.push(milliseconds);
          return milliseconds;
        },
      }),
  };
  await using emulator = await startEmulator([watched], { timeScale: 10_000, rateLimits: false });
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  for (let index = 0; index < count; index += 1)
    await fetch(`${emulator.baseUrls.novita}/v3/seedream-5.0-lite`, {
      method: "POST",
      headers,
      body: '{"prompt":"a"}',
    });
  return drawnMs;
}

const model = ["--model", "novita/seedream-5.0-lite", "--emulate"];

test("a generation takes as long as the emulator drew, and its time-out counts nothing else", async () => {
  const [drawnMs = Number.NaN] = await drawn(1);
  const timeout = String(Math.ceil((drawnMs * 1.6) / 1000));
  const args = ["generate", "a fox", ...model, "--resolution", "3K", "--timeout", timeout, "--json"];
  const ran = await runSlowly(args);
  expect(ran).toMatchObject({ exitCode: 0 });
  const { latencyMs, downloadMs } = ran.json<{ timing: { latencyMs: number; downloadMs: number } }>().timing;
  expect(latencyMs / drawnMs).toBeGreaterThanOrEqual(1 - 1e-4);
  expect((latencyMs + downloadMs) / drawnMs).toBeLessThan(1 + 2 * tolerance);
  expect(latencyMs / drawnMs).toBeLessThan(1 + tolerance);
});

test("a benchmark finds what the emulator drew, with others in flight that are drawn and saved meanwhile", async () => {
  const prices = ["--price", "novita/seedream-5.0-lite=0.035"];
  const plan = ["--prompt", "a fox", "--repetitions", "6", "--in-flight", "4", "--seed", "7", "--out", "run"];
  const ran = await runSlowly(["bench", ...plan, ...model, ...prices]);
  expect(ran).toMatchObject({ exitCode: 0 });
  const record: BenchRecord = JSON.parse(await readFile(path.join(cwd, "run/bench.json"), "utf8"));
  const sum = (of: number[]) => of.reduce((total, each) => total + each, 0);
  const found = record.attempts.map(({ latency }) => latency?.maxMs ?? Number.NaN).sort((a, b) => a - b);
  const wanted = (await drawn(6)).sort((a, b) => a - b);
  expect(found).toHaveLength(6);
  expect(sum(found) / sum(wanted)).toBeLessThan(1 + tolerance);
  expect(sum(found) / sum(wanted)).toBeGreaterThanOrEqual(1 - 1e-4);
});
