import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BenchRecord } from "@seedbed/bench";
import { openLedger } from "@seedbed/ledger/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pixel } from "../testing/images.ts";
import { startWatchedEmulator } from "../testing/start-watched-emulator.ts";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const compiled = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));
const kills = 20;
const prompts = 40;
const models = 3;

let cwd: string;
let emulator: Awaited<ReturnType<typeof startWatchedEmulator>>;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  emulator = await startWatchedEmulator({
    timeScale: 100,
    rateLimits: false,
    draw: async () => new Uint8Array(pixel), // no time goes into what no one looks at
    balances: { segmind: 1e6, "3daistudio": 1e6, novita: 1e6 },
  });
  const noLimit = { rateLimit: null };
  const plan = {
    family: "seedream-5.0-lite",
    prompts: Array.from({ length: prompts }, (_, index) => `image ${index}`),
    schedule: { kind: "closed", inFlight: 6 },
    providers: { segmind: noLimit, "3daistudio": noLimit, novita: noLimit },
    budget: { usd: 4, credits: 600 },
    prices: { models: { "novita/seedream-5.0-lite": 0.035 } },
    pollIntervalSeconds: 10,
    seed: 5,
  };
  await writeFile(path.join(cwd, "plan.yaml"), JSON.stringify(plan)); // JSON is YAML
});
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

/** Starts the command in a process of its own, and kills it so many milliseconds after it began to send. */
async function bench(args: string[], killAfterMs?: number): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, ["--conditions=seedbed-source", cli, "bench", ...emulator.flags, ...args], {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const closed = once(child, "close");
  if (killAfterMs !== undefined) {
    while (!stderr.includes("The run") && child.exitCode === null)
      await Promise.race([once(child.stderr, "data"), closed]);
    await wait(killAfterMs);
    child.kill("SIGKILL");
  }
  const [code] = await closed;
  return { code, stderr };
}

test(`killed at ${kills} points, a run ends with every cell told, none paid twice, and what is unknown left to a person`, async () => {
  let state = 20261121;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const { stderr } = await bench(
      kill === 0 ? ["--plan", "plan.yaml", "--out", "run"] : ["--resume", "run"],
      random() * 300,
    );
    expect(stderr).not.toContain("seedbed:");
  }
  const last = await bench(["--resume", "run"]);
  expect(last.stderr).not.toContain("seedbed:");

  const folder = path.join(cwd, "run");
  const read = async (): Promise<BenchRecord> => JSON.parse(await readFile(path.join(folder, "bench.json"), "utf8"));
  const record = await read();
  expect(Math.max(...emulator.posts.values())).toBe(1);
  expect(new Set(record.attempts.map(({ id }) => id)).size).toBe(prompts * models);
  const unknown = record.attempts.filter(({ outcome }) => outcome === "unknown");
  const delivered = record.attempts.filter(({ outcome }) => outcome === "delivered");
  expect(record.attempts.filter(({ outcome }) => outcome === "failed").map(({ failure }) => failure)).toEqual([]);
  expect(unknown.length + delivered.length).toBe(prompts * models);
  // Each that was delivered was sent once; what was sent and is not delivered is told as unknown.
  expect(emulator.posts.size).toBeGreaterThanOrEqual(delivered.length);
  expect(unknown.length).toBeGreaterThan(0);
  for (const { images } of delivered) {
    expect(images).toHaveLength(1);
    await access(path.join(folder, images[0]?.path ?? "none"));
  }
  for (const { worst, budget } of record.spent) expect(worst).toBeLessThanOrEqual(budget ?? 0);

  const [first] = unknown;
  const ledger = openLedger(path.join(folder, "ledger.sqlite"));
  expect(ledger.attempts().length).toBe(new Set(ledger.attempts().map(({ idempotencyKey }) => idempotencyKey)).size);
  expect(ledger.attempts({ state: "reserved" })).toEqual([]);
  const before = [...emulator.posts.values()].reduce((sum, count) => sum + count, 0);
  ledger.settle(ledger.attempts({ idempotencyKey: first?.id ?? "" })[0]?.id ?? "", { as: "rejected" });
  ledger.close();
  expect((await bench(["--resume", "run"])).code).toBe(0);
  expect([...emulator.posts.values()].reduce((sum, count) => sum + count, 0)).toBe(before + 1);
  expect((await read()).attempts.find(({ id }) => id === first?.id)?.outcome).toBe("delivered");
}, 1_800_000);
