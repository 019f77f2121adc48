import type { Command } from "commander";
import type { WorkerFlags } from "../bench/work.ts";
import { number } from "../flags/read-flag.ts";
import { addTargetFlags } from "../session/destination.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

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
    .description("Process queued benchmark runs, on any machine, under one ledger and one budget.")
    .option("--queue <url>", "the database, as postgres://user:password@host:5432/name")
    .option(
      "--concurrency <n>",
      "cells at the same time",
      number("--concurrency", { least: 1, most: 1000, whole: true }),
      8,
    )
    .option("--drain", "exit when no run has work left")
    .option("--json", "print one JSON document at the end");
  addTargetFlags(command)
    .addHelpText("after", examples)
    .action((flags: WorkerFlags) =>
      run(async () => {
        const { work } = await import("../bench/work.ts");
        return work(flags, terminal);
      }),
    );
}
