import { once } from "node:events";
import type { Command } from "commander";
import { InvalidRequestError } from "@seedbed/core";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import type { Run } from "../main.ts";
import { number, positive } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

interface Flags {
  port: number;
  timeScale: number;
  json?: boolean;
}

/** `seedbed emulate`: the emulator as a server, until it is stopped. */
export function addEmulate(program: Command, terminal: Terminal, run: Run): void {
  program
    .command("emulate")
    .description("Play every provider on one local server, until it is stopped (Ctrl-C).")
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", number, 4010)
    .option("--time-scale <n>", "run the providers' time n times as fast", positive, 1)
    .option("--json", "print one JSON document with the addresses")
    .action((flags: Flags) => run(() => emulateCommand(flags, terminal)));
}

async function emulateCommand({ port, timeScale, json }: Flags, terminal: Terminal): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidRequestError(`--port must be a whole number from 0 to 65535; it is ${port}.`, { field: "port" });
  const { startEmulator } = await import("@seedbed/emulator");
  const emulations = await Promise.all(Object.values(loadEmulation).map((load) => load()));
  const starting = startEmulator(emulations, { port, timeScale }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") throw new InvalidRequestError(`Port ${port} is taken: name another with --port, or 0 for a free one.`, { field: "port" });
    throw error;
  });
  await using emulator = await starting;
  const { url, baseUrls, filesUrl } = emulator;
  if (json) terminal.stdout(`${JSON.stringify({ url, baseUrls, filesUrl, timeScale })}\n`);
  else {
    const flags = Object.entries(baseUrls).map(([id, baseUrl]) => `  --base-url ${id}=${baseUrl}`);
    const scale = timeScale === 1 ? "" : ` --time-scale ${timeScale}`;
    terminal.stdout(`The emulator plays ${providers.map(({ displayName }) => displayName).join(", ")} at ${url}, ${timeScale} times as fast as real time.\nPoint seedbed at it with\n${flags.join("\n")}${scale}\nAny key is taken but "invalid". Ctrl-C stops it.\n`);
  }
  if (!terminal.signal.aborted) await once(terminal.signal, "abort");
  return 0;
}
