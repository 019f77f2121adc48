import { openLiveView, previewPlan, runBench, startTelemetry, targetsOfPlan } from "@seedbed/bench";
import { providers } from "../gen/registry.gen.ts";
import { refused } from "../read-flag.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../version.ts";
import type { BenchFlags } from "./bench-flags.ts";
import { previewText } from "./bench-text.ts";
import { readGates } from "./gates.ts";
import { openRun } from "./open-run.ts";
import { planOf } from "./plan-of.ts";
import { queueRun } from "./queue-run.ts";
import { tellRun } from "./tell-run.ts";

/** Begins, resumes, queues or previews a benchmark, as the flags say. */
export async function bench(flags: BenchFlags, terminal: Terminal): Promise<number> {
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
