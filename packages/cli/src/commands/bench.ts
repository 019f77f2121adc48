import type { Command } from "commander";
import { addBenchFlags, type BenchFlags } from "../bench/bench-flags.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

const examples = `
While it runs, Ctrl-C finishes what is in flight, and a second one stops at once; --resume goes on from either, also after a crash.
OTEL_EXPORTER_OTLP_ENDPOINT sends traces and metrics.

Examples:
  $ seedbed bench --plan bench.yaml --dry-run
  $ seedbed bench --emulate --price novita/seedream-5.0-lite=0.035 --prompt "a lighthouse at dusk" --repetitions 6
  $ seedbed bench --resume seedbed-bench/nightly/2026-11-21T02-00-00.000Z`;

/** `seedbed bench`: the same requests to several models, measured. */
export function addBench(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("bench")
    .description(
      "Measure latency, cost and failures of several models by a plan, under a budget that is never overshot.",
    )
    .addHelpText("after", examples);
  addBenchFlags(command).action((flags: BenchFlags) =>
    run(async () => {
      const { bench } = await import("../bench/bench.ts"); // its statistics and charts are no other command's
      return bench(flags, terminal);
    }),
  );
}
