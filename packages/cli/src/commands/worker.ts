import { openQueue, runWorker } from "@seedbed/bench";
import type { Command } from "commander";
import { emulatedOf } from "../bench/open-run.ts";
import { addTargetFlags, checkDestination, type DestinationFlags, lacksKey, openPlace } from "../destination.ts";
import { providers } from "../gen/registry.gen.ts";
import { number, refused } from "../read-flag.ts";
import type { Run, Terminal } from "../terminal.ts";

interface Flags extends DestinationFlags {
  queue?: string;
  concurrency: number;
  drain?: boolean;
  json?: boolean;
}

const examples = `
Keys are the worker's own: cells of a provider without one are left to other
workers. The password may also stand in PGPASSWORD. Ctrl-C finishes what is in
flight; a worker that is killed leaves nothing that would be paid twice.

Examples:
  $ seedbed bench --queue postgres://bench@db/seedbed --plan nightly.yaml
  $ seedbed worker --queue postgres://bench@db/seedbed --concurrency 4`;

/** `seedbed worker`: runs cells of the benchmarks that `seedbed bench --queue` queues, beside any number of others. */
export function addWorker(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("worker")
    .description("Work at queued benchmarks, on any machine, under one ledger and one budget.")
    .option("--queue <url>", "the database, as postgres://user:password@host:5432/name")
    .option("--concurrency <n>", "cells at a time", number("--concurrency", { least: 1, most: 1000, whole: true }), 8)
    .option("--drain", "end when no run has work left")
    .option("--json", "print one JSON document at the end");
  addTargetFlags(command)
    .addHelpText("after", examples)
    .action((flags: Flags) => run(() => worker(flags, terminal)));
}

async function worker(flags: Flags, terminal: Terminal): Promise<number> {
  if (flags.queue === undefined) throw refused("--queue", "is missing: the database that bench --queue names");
  const keyed = providers.filter((provider) => !lacksKey(provider, flags, terminal));
  checkDestination(keyed.length > 0 ? keyed : providers, flags, terminal);
  await using queue = await openQueue(flags.queue);
  await using place = await openPlace(keyed, flags, terminal);
  const callable = keyed.map(({ id }) => id);
  const emulated = emulatedOf(callable, place);
  terminal.stderr(`Waiting for ${emulated ? "emulated " : ""}runs in ${queue.database.place}\n`);
  const done = await runWorker({
    queue,
    providers,
    callable,
    clock: place.clock,
    timeScale: place.timeScale,
    emulated,
    client: place.client,
    concurrency: flags.concurrency,
    drain: flags.drain === true,
    stop: terminal.signal,
    onRun: ({ id, head }, problem) =>
      terminal.stderr(
        `Run ${id} (${head.plan.name})${problem === undefined ? "" : ` is left to others: ${problem}`}\n`,
      ),
    onAttempt: ({ id, outcome, failure }) =>
      terminal.stderr(`${id}: ${outcome}${failure ? `, ${failure.message}` : ""}\n`),
  });
  terminal.stdout(flags.json ? `${JSON.stringify({ done })}\n` : `${done} cells done.\n`);
  return 0;
}
