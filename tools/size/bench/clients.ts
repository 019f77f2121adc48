import { execFile, fork } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { coldImports } from "./cold-import.ts";
import { type Spread, spreadOf } from "./spread.ts";

// What a call costs through our built client, beside bare fetch. Ratios count: milliseconds are this machine's.

const { values: flags } = parseArgs({
  options: { json: { type: "boolean" }, write: { type: "boolean" }, quick: { type: "boolean" } },
});
const local = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** One figure and what it is held against. */
interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly held: boolean;
}

async function child(file: string, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [local(file), ...args]);
  return JSON.parse(stdout);
}

function spread({ median, low, high }: Spread, unit = "", digits = 2): string {
  return `${median.toFixed(digits)}${unit} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

async function cpu(origin: string): Promise<Row[]> {
  const cases = [
    ["a prompt, an image of 2 KB", 2_000, 0, 400],
    ["a prompt, an image of 1 MB", 1_000_000, 0, 80],
    ["an image of 1 MB, an image of 1 MB", 1_000_000, 1_000_000, 40],
  ] as const;
  const rows: Row[] = [];
  for (const [what, answerBytes, imageBytes, calls] of cases) {
    const rounds = flags.quick ? 5 : 21;
    const measured = (await child(
      "cpu.ts",
      `${origin}/${answerBytes}/0`,
      `${imageBytes}`,
      `${calls}`,
      `${rounds}`,
    )) as {
      "bare fetch": number;
      ours: number;
    }[]; // as cpu.ts prints it
    const ratio = spreadOf(measured.map((round) => round.ours / round["bare fetch"]));
    const ms = spreadOf(measured.map(({ ours }) => ours)).median.toFixed(2);
    rows.push({
      what: `CPU of a call: ${what}`,
      measured: `${spread(ratio)} times bare fetch; ${ms} ms`,
      bar: "2 times",
      held: ratio.median <= 2,
    });
  }
  return rows;
}

async function memory(origin: string): Promise<Row[]> {
  const rounds = flags.quick ? 1 : 3;
  const peaks = { "bare fetch": [] as number[], ours: [] as number[] };
  let wire = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ["bare fetch", "ours"] as const) {
      const { wireBytes, peakBytes } = (await child("memory.ts", name, `${origin}/100000/0`)) as {
        wireBytes: number;
        peakBytes: number;
      }; // as memory.ts prints it
      wire = wireBytes / 1e6;
      peaks[name].push(peakBytes / 1e6);
    }
  }
  const [bare, ours] = [spreadOf(peaks["bare fetch"]), spreadOf(peaks.ours)];
  return [
    {
      what: `Peak memory: 8 generations with ten images of 1 MB each, ${wire.toFixed(0)} MB on the wire`,
      measured: `${ours.median.toFixed(0)} MB, ${(ours.median / wire).toFixed(1)} times; bare fetch ${bare.median.toFixed(0)} MB, ${(bare.median / wire).toFixed(1)} times`,
      bar: `${(4 * wire + 100).toFixed(0)} MB (4 times + 100 MB)`,
      held: ours.median <= 4 * wire + 100,
    },
  ];
}

async function delay(origin: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, answerBytes, latencyMs] of [
    ["each 5.8 s and an image of 2 MB", 2_000_000, 5800], // the fastest that a document names
    ["each 0.5 s and an image of 100 KB", 100_000, 500],
  ] as const) {
    const run = async (name: string) =>
      (await child("delay.ts", name, `${origin}/${answerBytes}/${latencyMs}`, `${latencyMs}`)) as { p99Ms: number }; // as delay.ts prints it
    const bare = await run("bare fetch");
    const ours = await run("ours");
    rows.push({
      what: `Delay of the event loop, p99, 64 generations in flight, ${what}`,
      measured: `${ours.p99Ms.toFixed(1)} ms; bare fetch ${bare.p99Ms.toFixed(1)} ms`,
      bar: "20 ms",
      held: ours.p99Ms < 20,
    });
  }
  return rows;
}

function imports(): Row[] {
  return coldImports(flags.quick ? 5 : 21).map(({ name, overMs, ratio }) => ({
    what: `Cold import of ${name}, over bare Node`,
    measured: `${spread(overMs, " ms", 1)}${ratio === undefined ? "" : `; ${ratio.toFixed(2)} times`}`,
    bar: ratio === undefined ? "" : "1.3 times openapi-fetch with zod/mini",
    held: ratio === undefined || ratio <= 1.3,
  }));
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, measured, bar, held }) => `| ${what} | ${measured} | ${bar} | ${bar && (held ? "held" : "MISSED")} |`,
  );
  return ["| what | measured | bar | |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

const server = fork(local("server.ts"));
const port = await new Promise((resolve) => server.once("message", resolve));
const origin = `http://127.0.0.1:${port}`;
const rows = [...imports(), ...(await cpu(origin)), ...(await memory(origin)), ...(await delay(origin))];
server.disconnect();

const made = `Measured ${new Date().toISOString().slice(0, 10)} on Node ${process.versions.node}, 2 shared cores, by \`pnpm --filter @seedbed/size bench\`; medians, in brackets the middle half.`;
if (flags.json) process.stdout.write(`${JSON.stringify({ made, rows }, null, 2)}\n`);
else process.stdout.write(`${made}\n\n${table(rows)}\n`);
if (flags.write) {
  const readme = local("../README.md");
  const text = await readFile(readme, "utf8");
  const fresh = `<!-- bench -->\n${made}\n\n${table(rows)}\n<!-- /bench -->`;
  await writeFile(
    readme,
    text.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => fresh),
  );
}
if (rows.some(({ held }) => !held)) process.exitCode = 1;
