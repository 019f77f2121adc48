/**
 * The emulator beside Prism, Steady and aimock, interleaved in one run: start to first answer, requests a second at 50
 * connections, and memory over 100,000 requests. `pnpm --filter @seedbed/emulator bench` builds and runs it; `--json` prints one document.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Contender,
  command,
  headers,
  install,
  type Memory,
  ours,
  peersIn,
  type Running,
  start,
} from "./contenders.ts";

const ROUNDS = 3;
const STARTS = 3;
const SECONDS = 3;
const WARM_UP_REQUESTS = 1_500;
const CONNECTIONS = 50;
const MEMORY_STEPS = 10;
const STEP_REQUESTS = 10_000;
const BARS = { startMs: 200, timesPrism: 3, mbPer10k: 1 };

const folder = mkdtempSync(join(tmpdir(), "seedbed-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const note = (text: string) => process.stderr.write(`${text}\n`);

note("installing the peers");
const { missing } = install(folder);
const peers = peersIn(folder).filter((peer) => !(peer.package in missing));
const contenders: readonly Contender[] = [ours, ...peers, command];
const figures = new Map(
  contenders.map(({ name }) => [name, { startMs: [] as number[], perSecond: [] as number[], perCpu: [] as number[] }]),
);

for (let round = 0; round < ROUNDS; round++) {
  // Another one begins each round, so that none always comes after the machine has warmed up or slowed down.
  for (let turn = 0; turn < contenders.length; turn++) {
    const contender = contenders[(round + turn) % contenders.length] ?? ours;
    note(`round ${round + 1} of ${ROUNDS}: ${contender.name}`);
    const figure = figures.get(contender.name);
    for (let again = 1; again < STARTS; again++) {
      const started = await start(contender, await freePort());
      figure?.startMs.push(started.startMs);
      await started.stop();
    }
    const server = await startReady(contender);
    figure?.startMs.push(server.startMs);
    load(contender, server, ["-a", String(WARM_UP_REQUESTS)]);
    const before = cpuSeconds(server.pid);
    const perSecond = load(contender, server, ["-d", String(SECONDS)]);
    figure?.perSecond.push(perSecond);
    const used = cpuSeconds(server.pid) - before;
    // Steady serves from a child of its own, whose time is not seen here.
    figure?.perCpu.push(used > 0.1 ? (perSecond * SECONDS) / used : Number.NaN);
    await server.stop();
  }
}

note("memory over 100,000 requests");
const memory = await measureMemory();
// What grows until the stores are full, at 10,000 each, has ended by then.
const slope = slopeOf(memory.slice(memory.length / 2).map(({ heldMb }) => heldMb));

const results = contenders.map(({ name, does }) => ({
  name,
  does,
  startMs: median(figures.get(name)?.startMs ?? []),
  requestsPerSecond: median(figures.get(name)?.perSecond ?? []),
  requestsPerCpuSecond: median(figures.get(name)?.perCpu ?? []),
}));
const [own] = results;
const prism = results.find(({ name }) => name.startsWith("Prism"));
const timesPrism = own && prism ? own.requestsPerSecond / prism.requestsPerSecond : null;
const timesPrismByCpu = own && prism ? own.requestsPerCpuSecond / prism.requestsPerCpuSecond : null;
const machine = { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg()[0], node: process.version };
const document = {
  machine,
  rounds: ROUNDS,
  connections: CONNECTIONS,
  results,
  missing,
  timesPrism,
  timesPrismByCpu,
  memory,
  slopeMbPer10k: slope,
  bars: BARS,
};

if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
else print();

function print(): void {
  const row = (...cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, index) => String(cell).padEnd([17, 18, 13, 15, 0][index] ?? 0)).join("")}\n`,
    );
  row("", "first answer ms", "requests/s", "per CPU s", "what an answer takes");
  for (const { name, startMs, requestsPerSecond, requestsPerCpuSecond, does } of results) {
    row(name, Math.round(startMs), Math.round(requestsPerSecond) || "", Math.round(requestsPerCpuSecond) || "", does);
  }
  for (const [name, why] of Object.entries(missing)) row(name, "could not be had", "", "", why);
  process.stdout.write(
    "\nmemory of seedbed after so many requests: held once the garbage is collected, and resident\n",
  );
  memory.forEach(({ heldMb, rssMb }, step) => {
    const requests = String((step + 1) * STEP_REQUESTS).padStart(7);
    process.stdout.write(`${requests}  ${heldMb.toFixed(1).padStart(6)} MB  ${rssMb.toFixed(0).padStart(5)} MB\n`);
  });
  const verdict = (holds: boolean) => (holds ? "holds" : "MISSED");
  process.stdout.write(`
first answer under ${BARS.startMs} ms: ${verdict((own?.startMs ?? Infinity) < BARS.startMs)} (${Math.round(own?.startMs ?? 0)} ms)
${BARS.timesPrism} times Prism's requests: ${timesPrism === null ? "not measured" : `${verdict(timesPrism >= BARS.timesPrism)} (${timesPrism.toFixed(1)} times; ${timesPrismByCpu?.toFixed(1)} by the CPU time of the servers, which no neighbour on the machine changes)`}
flat memory in the second half: ${verdict(slope < BARS.mbPer10k)} (${slope.toFixed(2)} MB held more per 10,000 requests)
machine: ${machine.cpus} x ${machine.model}, load ${machine.load?.toFixed(1)}, Node ${machine.node}
`);
}

/** Ours gets a wallet that does not run empty: its check costs the same. */
async function startReady(contender: Contender, asksMemory = false): Promise<Running> {
  const server = await start(contender, await freePort(), asksMemory);
  if (contender !== ours && contender !== command) return server;
  const address = `${server.url}/__seedbed/state`;
  const state = (await (await fetch(address)).json()) as { providers: { novita: { wallet: { balance: number } } } };
  state.providers.novita.wallet.balance = 1e9;
  await fetch(address, { method: "PUT", body: JSON.stringify(state) });
  return server;
}

/** Requests a second. */
function load({ name, path, body }: Contender, { url }: Running, flags: readonly string[]): number {
  const words = Object.entries(headers).flatMap(([header, value]) => ["-H", `${header}: ${value}`]);
  const autocannon = join(folder, "node_modules", "autocannon", "autocannon.js");
  const args = ["-c", String(CONNECTIONS), ...flags, "-m", "POST", ...words, "-b", JSON.stringify(body), "--json"];
  const output = execFileSync(process.execPath, [autocannon, ...args, `${url}${path}`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { requests, non2xx, errors } = JSON.parse(output.toString());
  if (non2xx + errors > 0) throw new Error(`${name} did not answer ${non2xx + errors} requests with 200`);
  return requests.average;
}

/** After each 10,000 requests. */
async function measureMemory(): Promise<Memory[]> {
  const server = await startReady(ours, true);
  const measured: Memory[] = [];
  for (let step = 0; step < MEMORY_STEPS; step++) {
    load(ours, server, ["-a", String(STEP_REQUESTS)]);
    measured.push(await server.memory());
  }
  await server.stop();
  return measured;
}

/** CPU time of a server so far, all threads; not a number where the system does not tell. */
function cpuSeconds(pid: number): number {
  if (process.platform !== "linux") return Number.NaN;
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  return (Number(user) + Number(system)) / 100;
}

/** Least squares, by step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [above, below] = [0, 0];
  values.forEach((value, index) => {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  });
  return above / below;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await new Promise((resolve) => server.close(resolve));
  return port;
}
