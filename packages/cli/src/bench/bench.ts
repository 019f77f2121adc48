import { openLiveView, previewPlan, runBench, startTelemetry, targetsOfPlan } from "@seedbed/bench";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import type { BenchFlags } from "./bench-flags.ts";
import { previewText } from "./bench-text.ts";
import { previewGates } from "./gates.ts";
import { folderOf, openRun } from "./open-run.ts";
import { planOf } from "./plan-of.ts";
import { printRun } from "./print-run.ts";
import { queueRun } from "./queue-run.ts";

/** Begins, resumes, queues or previews a benchmark, as the flags say. */
export async function bench(flags: BenchFlags, terminal: Terminal): Promise<number> {
  if (flags.dryRun) return dryRun(flags, terminal);
  if (flags.queue !== undefined) return queueRun(flags.queue, flags, terminal);
  if (flags.detach) throw refused("--detach", "needs --queue: without one, this command does the work itself");
  await using opened = await openRun(flags, terminal);
  const { folder, targets, ledger, place, gates } = opened;
  const { emulated, plan } = folder.head;
  terminal.stderr(`${flags.resume === undefined ? "The run is kept" : "The run goes on"} in ${folder.folder}\n`);
  const telemetry = await startTelemetry(terminal.env);
  const view = openLiveView(plan, {
    write: terminal.rewrite ?? terminal.stderr,
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
    keepImages: flags.images,
    onProgress: view.show,
    version,
    ...(telemetry ? { telemetry } : {}),
  }).finally(async () => {
    view.done();
    await telemetry?.close();
  });
  return printRun(
    record,
    {
      folder: folder.folder,
      gates,
      json: flags.json === true,
      goOn: `seedbed bench --resume ${shellWord(folder.folder)}${destinationWords(flags)}`,
      ledger: `seedbed ledger --ledger ${shellWord(folder.ledgerFile)} --state unknown`,
    },
    terminal,
  );
}

/** The flags that say where the calls go, to be given again. */
function destinationWords({ emulate, baseUrl = [], allowInsecureHttp, timeScale }: BenchFlags): string {
  const words = [
    ...(emulate ? ["--emulate"] : []),
    ...baseUrl.flatMap((address) => ["--base-url", shellWord(address)]),
    ...(allowInsecureHttp ? ["--allow-insecure-http"] : []),
    ...(timeScale === undefined ? [] : ["--time-scale", String(timeScale)]),
  ];
  return words.map((word) => ` ${word}`).join("");
}

/** A word of a command that is to be copied. */
function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

async function dryRun(flags: BenchFlags, terminal: Terminal): Promise<number> {
  if (flags.resume !== undefined) throw refused("--dry-run", "is of a plan, not of a run that has begun");
  const plan = planOf(flags, terminal);
  const targets = targetsOfPlan(plan, providers);
  const preview = previewPlan(plan, targets);
  await previewGates(flags, { plan, targets, folder: folderOf(flags, plan, terminal) }, terminal);
  terminal.stdout(flags.json ? `${JSON.stringify({ plan, preview })}\n` : previewText(plan, preview));
  return 0;
}
