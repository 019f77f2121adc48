import { openLiveView, previewPlan, runBench, startTelemetry, targetsOfPlan } from "@seedbed/bench";
import type { Command } from "commander";
import { addBenchFlags, type BenchFlags } from "../bench/bench-flags.ts";
import { previewText } from "../bench/bench-text.ts";
import { readGates } from "../bench/gates.ts";
import { openRun } from "../bench/open-run.ts";
import { planOf } from "../bench/plan-of.ts";
import { queueRun } from "../bench/queue-run.ts";
import { tellRun } from "../bench/tell-run.ts";
import { providers } from "../gen/registry.gen.ts";
import { refused } from "../read-flag.ts";
import type { Run, Terminal } from "../terminal.ts";
import { version } from "../version.ts";

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
  addBenchFlags(command).action((flags: BenchFlags) => run(() => benchCommand(flags, terminal)));
}

async function benchCommand(flags: BenchFlags, terminal: Terminal): Promise<number> {
  if (flags.dryRun) return dryRun(flags, terminal);
  if (flags.queue !== undefined) return queueRun(flags.queue, flags, terminal);
  if (flags.detach) throw refused("--detach", "needs --queue: without one, this command does the work itself");
  await using opened = await openRun(flags, terminal);
  const { folder, targets, ledger, place } = opened;
  const { emulated, plan } = folder.head;
  const gates = readGates(flags, folder, terminal);
  terminal.stderr(`${flags.resume === undefined ? "The run is kept" : "The run goes on"} in ${folder.folder}\n`);
  const telemetry = await startTelemetry(terminal.env);
  const view = openLiveView(plan, {
    write: terminal.stderr,
    isTty: terminal.isTty,
    columns: terminal.columns,
    emulated,
  });
  const record = await runBench({
    folder,
    targets,
    ledger,
    clock: place.clock,
    client: place.client,
    stop: terminal.signal,
    keepPictures: flags.pictures,
    onProgress: view.show,
    version,
    ...(telemetry ? { telemetry } : {}),
  }).finally(async () => {
    view.done();
    await telemetry?.close();
  });
  return tellRun(
    record,
    {
      folder: folder.folder,
      gates,
      json: flags.json === true,
      goOn: `seedbed bench --resume ${folder.folder}`,
      ledger: `seedbed ledger list --ledger ${folder.ledgerFile}`,
    },
    terminal,
  );
}

function dryRun(flags: BenchFlags, terminal: Terminal): number {
  if (flags.resume !== undefined) throw refused("--dry-run", "is of a plan, not of a run that has begun");
  const plan = planOf(flags, terminal);
  const preview = previewPlan(plan, targetsOfPlan(plan, providers));
  terminal.stdout(flags.json ? `${JSON.stringify({ plan, preview })}\n` : previewText(plan, preview));
  return 0;
}
