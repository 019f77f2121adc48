import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BenchRecord } from "@seedbed/bench";
import { summarize } from "@seedbed/bench/report";
import { connectPostgres, openPostgresLedger } from "@seedbed/ledger/postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  findPostgres,
  noPostgres,
  startPostgres,
  type TestPostgres,
} from "../../../ledger/src/testing/start-postgres.ts";
import { pixel } from "../testing/images.ts";
import { startWatchedEmulator } from "../testing/start-watched-emulator.ts";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const compiled = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));
/** `pnpm --filter @seedbed/cli bench:queue` runs it in full. */
const full = process.env.SEEDBED_QUEUE === "full";
const size = full
  ? { prompts: 667, workers: 8, kills: 40, timeoutMs: 900_000 }
  : { prompts: 100, workers: 3, kills: 5, timeoutMs: 1_800_000 };
const bin = findPostgres();

let server: TestPostgres | undefined;
let cwd: string;
let emulator: Awaited<ReturnType<typeof startWatchedEmulator>>;
const workers = new Set<ChildProcess>();
beforeAll(async () => {
  if (bin !== null) server = await startPostgres(bin);
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(async () => {
  await server?.stop();
  await rm(cwd, { recursive: true });
});
beforeEach(async ({ skip }) => {
  skip(bin === null, noPostgres);
  emulator = await startWatchedEmulator({
    timeScale: 100,
    latencyScale: 0.1,
    rateLimits: false,
    draw: async () => new Uint8Array(pixel), // no time goes into what no one looks at
    balances: { segmind: 1e6, "3daistudio": 1e6, novita: 1e6 },
  });
});
afterEach(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  workers.clear();
  await emulator?.close();
});

async function writePlan(prompts: number, budget: object, more: object = {}): Promise<void> {
  const noLimit = { rateLimit: null };
  const plan = {
    family: "seedream-5.0-lite",
    prompts: Array.from({ length: prompts }, (_, index) => `image ${index}`),
    schedule: { kind: "closed", inFlight: 24 },
    providers: { segmind: noLimit, "3daistudio": noLimit, novita: noLimit },
    budget,
    prices: { models: { "novita/seedream-5.0-lite": 0.035 } },
    pollIntervalSeconds: 20,
    seed: 5,
    ...more,
  };
  await writeFile(path.join(cwd, "plan.yaml"), JSON.stringify(plan)); // JSON is YAML
}

/** A process of its own, as a person starts it. */
function seedbed(args: readonly string[]) {
  const child = spawn(process.execPath, ["--conditions=seedbed-source", cli, ...args], {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return { child, text: () => stderr, closed: once(child, "close") };
}

function startWorker(url: string): ReturnType<typeof seedbed> {
  const worker = seedbed(["worker", "--queue", url, ...emulator.flags, "--concurrency", "8"]);
  workers.add(worker.child);
  worker.closed.then(() => workers.delete(worker.child));
  return worker;
}

const read = async (folder: string): Promise<BenchRecord> =>
  JSON.parse(await readFile(path.join(cwd, folder, "bench.json"), "utf8"));

test(`${size.workers} workers, of which ${size.kills} are killed, send each of ${size.prompts * 3} cells once, and their report is that of the samples`, {
  timeout: size.timeoutMs,
}, async () => {
  const url = server?.database() ?? "";
  await writePlan(size.prompts, { usd: size.prompts * 0.07, credits: size.prompts * 10 });
  for (const fault of ["status=503", "reset=before", "reset=after"])
    emulator.addFault(`probability=0.11:seed=7:${fault}`);
  const bench = seedbed([
    "bench",
    "--queue",
    url,
    "--plan",
    "plan.yaml",
    "--out",
    "run",
    "--no-images",
    ...emulator.flags,
  ]);
  const started = Array.from({ length: size.workers }, () => startWorker(url));
  const texts = [...started];
  let state = 20261121;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let kill = 0; kill < size.kills && bench.child.exitCode === null; kill += 1) {
    const before = emulator.posts.size;
    const next = before + 1 + Math.floor(random() * (full ? 40 : 30));
    while (emulator.posts.size < next && bench.child.exitCode === null) await wait(20);
    if (bench.child.exitCode !== null) break;
    const index = Math.floor(random() * started.length);
    started[index]?.child.kill("SIGKILL");
    const worker = startWorker(url);
    started[index] = worker;
    texts.push(worker);
  }
  await bench.closed;
  expect(bench.text()).not.toContain("seedbed:");
  const record = await read("run");

  expect(record.attempts).toHaveLength(size.prompts * 3);
  expect(Math.max(...emulator.posts.values())).toBe(1);
  const sent = record.attempts.filter(({ outcome }) => outcome !== "not-sent").length;
  const outcomes = Object.groupBy(record.attempts, ({ outcome }) => outcome);
  expect(sent).toBe(size.prompts * 3);
  expect(outcomes.delivered?.length).toBeGreaterThan(sent / 3);
  expect(outcomes.unknown?.length).toBeGreaterThan(sent / 20);
  for (const { currency, worst, budget } of record.spent)
    expect([currency, worst <= (budget ?? 0)]).toEqual([currency, true]);

  const database = await connectPostgres(url);
  const ledger = await openPostgresLedger(database);
  const books = await ledger.attempts();
  const keys = books
    .filter(({ state }) => state !== "not-sent" && state !== "rejected")
    .map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(books.filter(({ state }) => state === "reserved")).toEqual([]);
  const rows = await database.query<{ attempt: string }>("SELECT attempt FROM seedbed_bench.cells ORDER BY random()");
  const samples = { ...record, attempts: rows.map(({ attempt }) => JSON.parse(attempt)) };
  await ledger.close();
  await database.close();
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expect(samples.attempts.toSorted(byId)).toEqual(record.attempts.toSorted(byId));
  const order = new Map(record.attempts.map(({ id }, index) => [id, index]));
  samples.attempts.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  expect(summarize(record)).toEqual(summarize(samples));
  expect(texts.map(({ text }) => text()).join("")).not.toContain("hunter2");
  if (full) {
    const counts = Object.entries(outcomes).map(([name, list]) => `${list?.length} ${name}`);
    console.log(
      `${sent} cells, ${size.workers} workers, ${texts.length - size.workers} killed: ${counts.join(", ")}; POSTs a cell at most ${Math.max(...emulator.posts.values())}; spent ${JSON.stringify(record.spent)}; ${record.durationMs} ms`,
    );
  }
});
