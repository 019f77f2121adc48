import { once } from "node:events";
import { isDeepStrictEqual } from "node:util";
import { InvalidRequestError } from "@seedbed/core";
import type { Emulator, OrderedFault } from "@seedbed/emulator";
import type { Command } from "commander";
import { openStateFile } from "../emulate/open-state-file.ts";
import { collect, number } from "../flags/read-flag.ts";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import { timeScale } from "../session/destination.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags {
  port: number;
  timeScale: number;
  latencyScale: number;
  fault?: string[];
  state?: string;
  json?: boolean;
}

const examples = `
Faults are where:when:what, with colons between. Where is a provider, one of its
operations, both, or nothing for all:
  status=503  status=400:code=ILLEGAL_PROMPT  status=500:body={"error":"no"}
  status=429:waitSeconds=21:waitAs=body  reset=before|during|after
  slow=<bytes per second>  truncate  truncate=0.3  malformed  html  html=502
  mediaType=text/plain  neverEnding  unknownState  expired  failed  moderated
When is nth=2 (the second that matches), times=3 or times=always,
probability=0.1, seed=7.

While it runs, ${"`GET /__seedbed`"} on its address lists what else it can be asked
from this machine: faults, log, clock, switches, state.

Examples:
  $ seedbed emulate --port 4010 --time-scale 100
  $ seedbed emulate --fault novita:seedream5Lite:nth=2:status=503
  $ seedbed emulate --fault probability=0.05:seed=7:reset=after
  $ seedbed emulate --state emulator.json
  $ curl -d '{"advanceMs": 86400000}' http://127.0.0.1:4010/__seedbed/clock`;

/** `seedbed emulate`: the emulator as a server, until it is stopped. */
export function addEmulate(program: Command, terminal: Terminal, run: Run): void {
  program
    .command("emulate")
    .description("Emulate every provider on one local server, until it is stopped (Ctrl-C).")
    .option(
      "--port <n>",
      "on 127.0.0.1; 0 takes a free one",
      number("--port", { least: 0, most: 65_535, whole: true }),
      4010,
    )
    .option("--time-scale <n>", "speed of the providers' clock", timeScale, 1)
    .option(
      "--latency-scale <n>",
      "factor on the documented latency; 0 answers at once",
      number("--latency-scale", { least: 0, most: 1000 }),
      1,
    )
    .option("--fault <rule>", "inject a fault, such as novita:nth=2:status=503 (repeatable; see below)", collect)
    .option("--state <file>", "load state from this file, save it on exit; one emulator at a time")
    .option("--json", "print one JSON document with the addresses")
    .addHelpText("after", examples)
    .action((flags: Flags) => run(() => emulateCommand(flags, terminal)));
}

async function emulateCommand(flags: Flags, terminal: Terminal): Promise<number> {
  const { port, timeScale, latencyScale, fault, state, json } = flags;
  const { startEmulator } = await import("@seedbed/emulator");
  using file = state === undefined ? undefined : await openStateFile(terminal.cwd, state);
  const emulations = await Promise.all(Object.values(loadEmulation).map((load) => load()));
  // A process that serves, and does nothing else.
  const options = { port, timeScale, latencyScale, replaceGlobals: true };
  await using emulator = await startEmulator(emulations, options).catch((error) => {
    throw portError(port, error);
  });
  if (file?.loaded !== undefined)
    refusing("--state", `${state} cannot be loaded`, () => emulator.loadState(file.loaded));
  const there = emulator.faults();
  for (const rule of fault ?? []) {
    refusing("--fault", `"${rule}" is refused`, () => addUnlessThere(emulator, rule, there));
  }
  await file?.save(emulator.saveState());
  const { url, baseUrls, filesUrl } = emulator;
  if (json) terminal.stdout(`${JSON.stringify({ url, baseUrls, filesUrl, timeScale })}\n`);
  else terminal.stdout(text(url, baseUrls, timeScale));
  if (!terminal.signal.aborted) await once(terminal.signal, "abort");
  await file?.save(emulator.saveState());
  return 0;
}

/** Orders a fault, unless the state has it: a command that is given again and again would heap it up. */
function addUnlessThere(emulator: Emulator, words: string, there: OrderedFault[]): void {
  const { id, rule } = emulator.addFault(words);
  const same = there.findIndex((ordered) => isDeepStrictEqual(ordered.rule, rule));
  if (same < 0) return;
  there.splice(same, 1);
  emulator.removeFault(id);
}

/** What the emulator does not take was given wrongly. */
function refusing(field: string, what: string, act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidRequestError(`${field} ${what}: ${error.message}.`, { field });
  }
}

function portError(port: number, error: NodeJS.ErrnoException): unknown {
  const why = { EADDRINUSE: "is taken", EACCES: "may not be used" }[error.code ?? ""];
  if (!why) return error;
  return new InvalidRequestError(`--port ${port} ${why}: name another, or 0 for a free one.`, { field: "--port" });
}

function text(url: string, baseUrls: Readonly<Record<string, string>>, timeScale: number): string {
  const scale = timeScale === 1 ? "in real time" : `${timeScale} times as fast as real time`;
  const flags = Object.entries(baseUrls).map(([id, baseUrl]) => `  --base-url ${id}=${baseUrl}`);
  if (timeScale !== 1) flags.push(`  --time-scale ${timeScale}`);
  return `${url} plays ${providers.map(({ displayName }) => displayName).join(", ")}, ${scale}.
Point seedbed at it with
${flags.join("\n")}
Any key is taken but "invalid". Ctrl-C stops it.
`;
}
