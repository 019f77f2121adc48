import path from "node:path";
import {
  benchRun,
  createRunFolder,
  openRunFolder,
  type Plan,
  previewPlan,
  type RunFolder,
  targetsOfPlan,
} from "@seedbed/bench";
import type { Target } from "@seedbed/compare";
import { BudgetExceededError, InvalidRequestError } from "@seedbed/core";
import { LedgerError } from "@seedbed/ledger";
import { type DurableLedger, holdersOf, isDamaged, openLedger } from "@seedbed/ledger/sqlite";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { checkDestination, openPlace, type Place } from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { BenchFlags } from "./bench-flags.ts";
import { type Gates, readGates } from "./gates.ts";
import { planOf } from "./plan-of.ts";

/** A run that can begin, or go on. */
export interface OpenRun extends AsyncDisposable {
  readonly folder: RunFolder;
  readonly targets: readonly Target[];
  readonly ledger: DurableLedger;
  readonly place: Place;
  readonly gates: Gates;
}

/**
 * Opens the gates, the folder, the destination and the ledger of a run: a new one, or the one that `--resume` names.
 *
 * @throws InvalidRequestError, BudgetExceededError, LedgerError: nothing was sent
 */
export async function openRun(flags: BenchFlags, terminal: Terminal): Promise<OpenRun> {
  const earlier = flags.resume === undefined ? undefined : await resumed(flags.resume, flags, terminal);
  const plan = earlier?.head.plan ?? planOf(flags, terminal);
  const targets = targetsOfPlan(plan, providers);
  previewPlan(plan, targets);
  const called = [...new Set(targets.map(({ provider }) => provider))];
  let place: Place | undefined;
  let folder = earlier;
  try {
    checkDestination(called, flags, terminal);
    const timeScale = flags.timeScale ?? earlier?.head.timeScale;
    place = await openPlace(called, timeScale === undefined ? flags : { ...flags, timeScale }, terminal);
    const emulated = emulatedOf(
      called.map(({ id }) => id),
      place,
    );
    if (earlier) checkSame(earlier, emulated);
    else if (!emulated) checkBudget(plan);
    const head = earlier?.head ?? {
      version: 1 as const,
      plan,
      startedAt: new Date().toISOString(),
      emulated,
      timeScale: place.timeScale,
    };
    const folderName = earlier?.folder ?? folderOf(flags, plan, terminal);
    // Before there is a folder: one in which a run was begun is not begun in again.
    const gates = await readGates(flags, { head, targets, folder: folderName }, terminal);
    folder ??= await createRunFolder(folderName, head);
    const ledger = earlier ? ledgerOfEarlier(folder, place) : ledgerOf(folder, place);
    const opened = { folder, place };
    return {
      ...opened,
      gates,
      targets,
      ledger,
      async [Symbol.asyncDispose]() {
        ledger.close();
        await opened.folder.close();
        await opened.place[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await folder?.close();
    await place?.[Symbol.asyncDispose]();
    throw error;
  }
}

/** The folder that runs of a name are kept in. */
export function historyOf(name: string, terminal: Terminal): string {
  return path.join(terminal.cwd, "seedbed-bench", name);
}

async function resumed(folder: string, flags: BenchFlags, terminal: Terminal): Promise<RunFolder> {
  const beside = (["plan", "model", "family", "prompt", "prompts", "out", "name", "seed", "maxSpend"] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (beside)
    throw refused(
      "--resume",
      `goes on with the plan of its folder: leave --${beside.replace("maxSpend", "max-spend")} out`,
    );
  return openRunFolder(path.resolve(terminal.cwd, folder));
}

/** The folder that a run is kept in. */
export function folderOf({ out }: BenchFlags, { name }: Plan, terminal: Terminal): string {
  if (out !== undefined) return path.resolve(terminal.cwd, out);
  return path.join(historyOf(name, terminal), new Date().toISOString().replaceAll(":", "-"));
}

function ledgerOf({ ledgerFile, head: { plan } }: RunFolder, { clock }: Place): DurableLedger {
  return openLedger(ledgerFile, {
    run: benchRun,
    maxSpend: plan.budget,
    creditPrices: plan.prices.credits ?? {},
    rateLimits: Object.fromEntries(Object.entries(plan.providers).map(([id, { rateLimit }]) => [id, rateLimit])),
    clock,
  });
}

/** The ledger of a run that goes on: it is the only one that knows what was sent, and one process works at a run. */
function ledgerOfEarlier(folder: RunFolder, place: Place): DurableLedger {
  let ledger: DurableLedger;
  try {
    ledger = ledgerOf(folder, place);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    const what = error.message.replace(/:.*$/s, "");
    throw new LedgerError(`${what}: put it back from a copy, or begin a new run. Nothing was sent.`, { cause: error });
  }
  if (holdersOf(folder.ledgerFile).length === 1) return ledger;
  ledger.close();
  throw new InvalidRequestError(
    `The run in ${folder.folder} is under way in another process: wait for its end, or end it. Nothing was sent.`,
    { field: "--resume" },
  );
}

/** One or the other: a latency of the emulator beside one of a provider would be taken for a comparison. */
export function emulatedOf(ids: readonly string[], { emulated }: Place): boolean {
  const live = ids.filter((id) => !emulated(id));
  if (live.length === 0 || live.length === ids.length) return live.length === 0;
  throw new InvalidRequestError(
    `A run is emulated or live, not both: ${live.join(", ")} would be called itself, the others are emulated.`,
    { field: "--base-url" },
  );
}

function checkSame({ folder, head }: RunFolder, emulated: boolean): void {
  if (head.emulated === emulated) return;
  throw new InvalidRequestError(
    head.emulated
      ? `The run in ${folder} is emulated: go on with it by --emulate, or by the --base-url of its emulator.`
      : `The run in ${folder} is live: it cannot go on at an emulator.`,
    { field: "--resume" },
  );
}

/** @throws BudgetExceededError where a live run has none */
export function checkBudget({ budget }: Plan): void {
  if (Object.keys(budget).length > 0) return;
  throw new BudgetExceededError(
    "A live run needs a budget: --max-spend usd=5.00, or budget: { usd: 5.00 } in the plan. Nothing was sent.",
  );
}
