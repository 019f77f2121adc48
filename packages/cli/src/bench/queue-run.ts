import { writeFile } from "node:fs/promises";
import path from "node:path";
import {
  collectRun,
  createRunFolder,
  enqueueRun,
  headOf,
  imagesOf,
  openLiveView,
  openQueue,
  previewPlan,
  progressOf,
  type Queue,
  type RunFolder,
  type RunHead,
  stopRun,
  sweepRun,
  targetsOfPlan,
} from "@seedbed/bench";
import { mayPass, openPostgresLedger, type PostgresLedger } from "@seedbed/ledger/postgres";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { checkDestination, emulatorTimeScale, openPlace } from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import type { BenchFlags } from "./bench-flags.ts";
import { readGates } from "./gates.ts";
import { checkBudget, emulatedOf, folderOf } from "./open-run.ts";
import { planOf } from "./plan-of.ts";
import { printRun } from "./print-run.ts";

const lookEveryMs = 500;
/** How long a database may be away, in milliseconds. */
const patienceMs = 60_000;

/**
 * Queues a run for workers, waits for it and tells what came of it. With `--resume` it waits for one that was queued before.
 *
 * @throws InvalidRequestError, BudgetExceededError, LedgerError: nothing was sent
 */
export async function queueRun(url: string, flags: BenchFlags, terminal: Terminal): Promise<number> {
  if (flags.detach && flags.resume !== undefined) throw refused("--detach", "cannot stand beside --resume");
  const own = flags.resume === undefined ? await headFrom(flags, terminal) : undefined;
  await using queue = await openQueue(url);
  const head = own ?? (await headOf(queue, flags.resume ?? ""));
  if (flags.detach) {
    const run = await enqueueRun(queue, head, { keepImages: flags.images });
    terminal.stderr(
      `Queued: start workers with seedbed worker --queue, wait with seedbed bench --queue ... --resume ${run}\n`,
    );
    terminal.stdout(flags.json ? `${JSON.stringify({ run })}\n` : `${run}\n`);
    return 0;
  }
  const planned = { head, targets: targetsOfPlan(head.plan, providers), folder: folderOf(flags, head.plan, terminal) };
  const gates = await readGates(flags, planned, terminal);
  const folder = await createRunFolder(planned.folder, head, { ledger: false });
  try {
    const run = flags.resume ?? (await enqueueRun(queue, head, { keepImages: flags.images }));
    terminal.stderr(`Run ${run} is queued and will be kept in ${folder.folder}; seedbed worker --queue works at it.\n`);
    await wait(queue, run, head, terminal);
    const record = await collect(queue, run, folder);
    const ledger = "seedbed ledger --queue ... --state unknown";
    return await printRun(record, { folder: folder.folder, gates, json: flags.json === true, ledger }, terminal);
  } finally {
    await folder.close();
  }
}

/** Reads the plan, and whether its workers are to call an emulator: they refuse a run that is not theirs. */
async function headFrom(flags: BenchFlags, terminal: Terminal): Promise<RunHead> {
  const plan = planOf(flags, terminal);
  const targets = targetsOfPlan(plan, providers);
  previewPlan(plan, targets);
  const called = [...new Set(targets.map(({ provider }) => provider))];
  // The keys are the workers': without another host there is nothing to check here but the time scale.
  if (flags.emulate || flags.baseUrl || flags.timeScale !== undefined) checkDestination(called, flags, terminal);
  let emulated = flags.emulate === true;
  let timeScale = flags.timeScale ?? (emulated ? emulatorTimeScale : 1);
  if (flags.baseUrl) {
    await using place = await openPlace(called, flags, terminal);
    emulated = emulatedOf(
      called.map(({ id }) => id),
      place,
    );
    timeScale = place.timeScale;
  }
  if (!emulated) checkBudget(plan);
  return { version: 1, plan, startedAt: new Date().toISOString(), emulated, timeScale };
}

/** Waits until nothing more will come. Ctrl-C stops the run: what is in flight is finished. */
async function wait(queue: Queue, run: string, { plan, emulated }: RunHead, terminal: Terminal): Promise<void> {
  await using ledger = await openPostgresLedger(queue.database, { run });
  const view = openLiveView(plan, {
    write: terminal.rewrite ?? terminal.stderr,
    isTty: terminal.isTty,
    columns: terminal.columns,
    emulated,
  });
  const began = performance.now();
  let awaySince: number | undefined;
  let asked = false;
  try {
    for (;;) {
      try {
        if (terminal.signal.aborted && !asked) {
          await stopRun(queue, run, "stopped by the person who ran it");
          asked = true;
        }
        await ledger.recover();
        await sweepRun(queue, run, ledger.livingHolders);
        if (await look(queue, run, ledger, began, view.show)) return;
        awaySince = undefined;
      } catch (error) {
        awaySince ??= performance.now();
        if (!mayPass(error) || performance.now() - awaySince > patienceMs) throw error;
      }
      await new Promise((done) => setTimeout(done, lookEveryMs));
    }
  } finally {
    view.done();
  }
}

async function look(
  queue: Queue,
  run: string,
  ledger: PostgresLedger,
  began: number,
  show: ReturnType<typeof openLiveView>["show"],
): Promise<boolean> {
  const { cells, done, failed, unknown, inFlight, ended } = await progressOf(queue, run);
  const elapsedMs = performance.now() - began;
  const leftMs = done === 0 ? null : (elapsedMs / done) * (cells - done);
  show({ cells, done, failed, unknown, inFlight, spent: await ledger.spent(), elapsedMs, leftMs, lastErrors: [] });
  return ended;
}

/** Brings what the workers kept into the folder of the run. */
async function collect(queue: Queue, run: string, folder: RunFolder) {
  const targets = targetsOfPlan(folder.head.plan, providers);
  const record = await collectRun(queue, run, { targets, version });
  for await (const { path: name, bytes } of imagesOf(queue, run))
    await writeFile(path.join(folder.folder, name), bytes);
  for (const attempt of record.attempts) if (attempt.outcome !== "not-sent") await folder.append(attempt);
  await folder.writeRecord(record);
  return record;
}
