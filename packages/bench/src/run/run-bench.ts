import { availableParallelism } from "node:os";
import type { Target } from "@seedbed/compare";
import { type ClientOptions, type Clock, checkOptions, exact, holdTime, type OptionNames } from "@seedbed/core";
import type { Ledger } from "@seedbed/ledger";
import type { BenchAttempt, BenchModel, BenchRecord, Cell } from "../bench-record.ts";
import { previewPlan } from "../plan/preview-plan.ts";
import { layOutCells } from "../schedule/lay-out-cells.ts";
import { startCells } from "../schedule/start-cells.ts";
import { attemptNotSent } from "./attempt-of.ts";
import { callSafely } from "./call-safely.ts";
import { createMeasuredFetch } from "./measured-fetch.ts";
import { createProgress, type RunProgress } from "./progress.ts";
import { estimateOf, runCell } from "./run-cell.ts";
import { type RunFolder, reasonOf } from "./run-folder.ts";
import type { Telemetry } from "./telemetry.ts";

/** How a benchmark is run. */
export interface BenchOptions {
  /** Where it is kept: begun by `createRunFolder`, or opened by `openRunFolder` to go on. */
  readonly folder: RunFolder;
  /** The models of the plan, in its order. */
  readonly targets: readonly Target[];
  /** On `folder.ledgerFile`, with the plan's budget and rate limits, and a run name that stays the same. */
  readonly ledger: Ledger;
  /** The provider's time. */
  readonly clock: Clock;
  /** Key and address of a provider. */
  client(provider: string): ClientOptions;
  /** Starts no more when it aborts, and finishes what is in flight. */
  readonly stop?: AbortSignal;
  /** Whether images are kept. @default true */
  readonly keepImages?: boolean;
  /** Called as things move on, ten times a second at most. Errors it throws are ignored. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called with each attempt that has ended. Errors it throws are ignored. */
  readonly onAttempt?: (attempt: BenchAttempt) => void;
  /** Traces and metrics. Errors it throws are ignored. @default none */
  readonly telemetry?: Telemetry;
  /** Version of seedbed, for the record. */
  readonly version: string;
}

const benchOptionNames = {
  folder: true,
  targets: true,
  ledger: true,
  clock: true,
  client: true,
  stop: true,
  keepImages: true,
  onProgress: true,
  onAttempt: true,
  telemetry: true,
  version: true,
} as const satisfies OptionNames<BenchOptions>;

/** Real time in which an attempt is written before it is to start. */
const leadRealMs = 50;

/** What stands for the one run in its own ledger, so that a run that goes on shares its budget. */
export const benchRun = "bench";

/**
 * Runs what is left of a benchmark, and writes its record. An attempt whose outcome is not known is never sent again.
 *
 * @throws LedgerError, or the disk's own error, where nothing more can be kept: what was in flight is finished before
 */
export async function runBench(options: BenchOptions): Promise<BenchRecord> {
  checkOptions("runBench", options, benchOptionNames);
  const { folder, targets, ledger, clock, client, keepImages = true, telemetry } = options;
  const { plan, emulated, timeScale } = folder.head;
  const began = performance.now();
  const cells = layOutCells(plan);
  const left = cells.filter((cell) => isLeft(cell, folder, ledger));
  const byModel = new Map(targets.map((target) => [target.model.id, target]));
  const ending = new AbortController();
  const stop = AbortSignal.any([ending.signal, ...(options.stop ? [options.stop] : [])]);
  const fetch = createMeasuredFetch(clock);
  const progress = createProgress({
    cells: cells.length,
    folder,
    left: new Set(left.map(({ id }) => id)),
    ledger,
    onProgress: options.onProgress,
  });
  let trouble: unknown;
  let stopped: string | null = null;
  const tools = {
    plan,
    folder,
    ledger,
    clock,
    fetch,
    client,
    emulated,
    keepImages,
    stop,
    sameClock: timeScale === 1,
  };

  async function run(cell: Cell, intendedAtMs: number): Promise<void> {
    const target = byModel.get(cell.model);
    if (!target) return; // the plan's own models
    progress.started();
    const span = callSafely(() => telemetry?.start(cell, target));
    try {
      const attempt = await runCell(cell, target, intendedAtMs, tools);
      if (attempt.failure?.name === "BudgetExceededError") {
        stopped ??= attempt.failure.message;
        ending.abort();
      }
      await holdTime(clock, () => folder.append(attempt));
      progress.ended(attempt);
      callSafely(() => span?.end(attempt));
      callSafely(() => options.onAttempt?.(attempt));
    } catch (error) {
      trouble ??= error;
      ending.abort();
      progress.ended(undefined);
    }
  }

  try {
    const leadMs = leadRealMs * timeScale;
    await startCells({
      plan,
      cells: left,
      clock,
      stop,
      run,
      leadMs,
      providerOf: (cell) => cell.model.split("/")[0] ?? "",
    });
  } finally {
    progress.close();
    await fetch.close();
  }
  if (trouble !== undefined) throw inWords(trouble, folder);
  if (options.stop?.aborted) stopped ??= "stopped by the person who ran it";
  const record = recordOf(options, cells, performance.now() - began, stopped);
  await folder.writeRecord(record).catch((error) => {
    throw inWords(error, folder);
  });
  return record;
}

/** A cell is done when its outcome is known; one that is unknown is looked at again once a person has settled it. */
function isLeft(cell: Cell, { attempts }: RunFolder, ledger: Ledger): boolean {
  const attempt = attempts.get(cell.id);
  if (!attempt || attempt.outcome === "not-sent") return true;
  if (attempt.outcome !== "unknown") return false;
  return !ledger.attempts({ idempotencyKey: cell.id }).some(({ state }) => state === "unknown");
}

/** What a record is made of: what the run is and what has come of its cells. */
export interface RunState {
  /** A folder, or another place that a run is kept in. */
  readonly folder: Pick<RunFolder, "head" | "attempts">;
  /** The models of the plan, in its order. */
  readonly targets: readonly Target[];
  /** Version of seedbed. */
  readonly version: string;
}

/** The record that a run would have if nothing were sent: what it is to be compared with is held against this, before anything is. */
export function plannedRecord(head: RunFolder["head"], targets: readonly Target[], version: string): BenchRecord {
  return recordOf({ folder: { head, attempts: new Map() }, targets, version }, layOutCells(head.plan), 0, null);
}

/** The record of a run as it stands: every cell that was planned has one attempt, sent or not. */
export function recordOf(
  { folder, targets, version }: RunState,
  cells: readonly Cell[],
  durationMs: number,
  stopped: string | null,
): BenchRecord {
  const { plan, startedAt, emulated, timeScale } = folder.head;
  const attempts = cells.flatMap((cell) => {
    const target = targets.find(({ model }) => model.id === cell.model);
    return folder.attempts.get(cell.id) ?? (target ? notSent(cell, target, folder) : []);
  });
  return {
    version: 1,
    tool: { name: "seedbed", version, node: process.versions.node },
    name: plan.name,
    startedAt,
    durationMs: Math.round(durationMs),
    seed: plan.seed,
    schedule: plan.schedule,
    emulated: emulated || attempts.some((attempt) => attempt.emulated),
    timeScale,
    machine: `${process.platform} ${process.arch}, ${availableParallelism()} cores, Node ${process.versions.node}`,
    models: modelsOf(folder, targets),
    prompts: Object.fromEntries(plan.prompts.map(({ id, prompt }) => [id, prompt])),
    attempts,
    spent: spentOf(attempts, plan.budget),
    stopped,
  };
}

function notSent(cell: Cell, target: Target, { head }: RunState["folder"]): BenchAttempt {
  return attemptNotSent({
    cell,
    estimate: estimateOf(target, cell, head.plan),
    imagesAsked: cell.request.count ?? 1,
    intendedAtMs: null,
    emulated: head.emulated,
    wire: {},
    queuedMs: 0,
    posts: 0,
    images: [],
  });
}

function modelsOf({ head: { plan } }: RunState["folder"], targets: readonly Target[]): BenchModel[] {
  const { estimates } = previewPlan({ ...plan, budget: {} }, targets);
  return targets.flatMap(({ provider, model }, index) => {
    const found = estimates[index];
    if (!found) return [];
    const { latency, parity, askedSize } = found;
    const claim = latency && {
      minMs: latency.minMs,
      maxMs: latency.maxMs,
      per: latency.per,
      source: latency.source,
    };
    const label = labelOf(index);
    return { model: model.id, provider: provider.id, displayName: model.displayName, label, claim, parity, askedSize };
  });
}

/** A to Z, then A2 and on. */
function labelOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}

/** By currency; what is confirmed is certain, the rest may be billed. */
export function spentOf(
  attempts: Iterable<BenchAttempt>,
  budget: RunFolder["head"]["plan"]["budget"],
): BenchRecord["spent"][number][] {
  const sums = new Map<string, { confirmed: number; worst: number }>();
  for (const { confirmed, worst } of attempts) {
    const currency = worst?.currency ?? confirmed?.currency;
    if (currency === undefined) continue;
    const sum = sums.get(currency) ?? { confirmed: 0, worst: 0 };
    sums.set(currency, {
      confirmed: exact(sum.confirmed + (confirmed?.max ?? 0)),
      worst: exact(sum.worst + (worst?.max ?? 0)),
    });
  }
  return [...sums].map(([currency, sum]) => ({
    currency,
    ...sum,
    budget: (currency === "USD" ? budget.USD : budget.credits) ?? null,
  }));
}

/** Trouble with the disk in one sentence. */
function inWords(error: unknown, { folder }: RunFolder): unknown {
  const isDisk = error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
  if (!isDisk) return error;
  const text = `The run's folder ${folder} cannot be written: ${reasonOf(error)}. Nothing more was sent, and what was paid for is in its ledger: make room, then go on with seedbed bench --resume ${folder}`;
  return new Error(text, { cause: error });
}
