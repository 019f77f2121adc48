import { once } from "node:events";
import { InvalidRequestError } from "@seedbed/core";
import type { Command } from "commander";
import { timeScale } from "../destination.ts";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import { number } from "../read-flag.ts";
import type { Run, Terminal } from "../terminal.ts";

interface Flags {
  port: number;
  timeScale: number;
  json?: boolean;
}

const examples = `
Example:
  $ seedbed emulate --port 4010 --time-scale 100`;

/** `seedbed emulate`: the emulator as a server, until it is stopped. */
export function addEmulate(program: Command, terminal: Terminal, run: Run): void {
  program
    .command("emulate")
    .description("Play every provider on one local server, until it is stopped (Ctrl-C).")
    .option(
      "--port <n>",
      "on 127.0.0.1; 0 takes a free one",
      number("--port", { least: 0, most: 65_535, whole: true }),
      4010,
    )
    .option("--time-scale <n>", "run the providers' time n times as fast", timeScale, 1)
    .option("--json", "print one JSON document with the addresses")
    .addHelpText("after", examples)
    .action((flags: Flags) => run(() => emulateCommand(flags, terminal)));
}

async function emulateCommand({ port, timeScale, json }: Flags, terminal: Terminal): Promise<number> {
  const { startEmulator } = await import("@seedbed/emulator");
  const emulations = await Promise.all(Object.values(loadEmulation).map((load) => load()));
  await using emulator = await startEmulator(emulations, { port, timeScale }).catch((error) => {
    throw portError(port, error);
  });
  const { url, baseUrls, filesUrl } = emulator;
  if (json) terminal.stdout(`${JSON.stringify({ url, baseUrls, filesUrl, timeScale })}\n`);
  else terminal.stdout(text(url, baseUrls, timeScale));
  if (!terminal.signal.aborted) await once(terminal.signal, "abort");
  return 0;
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
