import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  type BenchRecord,
  hasValidCosts,
  type Plan,
  parseThreshold,
  plannedRecord,
  type RunHead,
  type Threshold,
} from "@seedbed/bench";
import type { RunComparison, ThresholdResult } from "@seedbed/bench/report";
import type { Target } from "@seedbed/compare";
import { refused } from "../flags/read-flag.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import type { BenchFlags } from "./bench-flags.ts";

/** What a run is held to, read before anything is paid. */
export interface Gates {
  /** What `--fail-if` says. */
  readonly thresholds: readonly Threshold[];
  /** Earlier runs beside this one, the latest first. */
  readonly earlier: readonly BenchRecord[];
  /** Holds the run to it. */
  judge(record: BenchRecord): Promise<Judgement>;
}

/** How a run fares. */
export interface Judgement {
  readonly thresholds: readonly ThresholdResult[];
  /** null: there is no earlier run, or none was asked for. */
  readonly comparison: RunComparison | null;
  /** Whether a threshold is breached, or a regression is shown. */
  readonly failed: boolean;
}

/** What a run is to be. */
export interface PlannedRun {
  readonly head: RunHead;
  readonly targets: readonly Target[];
  /** Its folder, there or not; its neighbours are earlier runs. */
  readonly folder: string;
}

/**
 * Reads `--fail-if` and `--against`, and holds that the runs can be compared.
 *
 * @throws InvalidRequestError where a threshold is none, there is no such run, or it is of another plan
 */
export async function readGates(
  { failIf = [], against }: Pick<BenchFlags, "failIf" | "against">,
  run: PlannedRun,
  terminal: Terminal,
): Promise<Gates> {
  const thresholds = failIf.map((text) => parseThreshold(text, run.head.plan.models));
  const earlier = earlierRuns(run.folder, run.head.emulated);
  const before = against === undefined ? undefined : await runBefore(against, earlier, run, terminal);
  return {
    thresholds,
    earlier,
    async judge(record) {
      const { compareRuns, evaluateThresholds, summarize } = await import("@seedbed/bench/report");
      const results = thresholds.length > 0 ? evaluateThresholds(summarize(record), thresholds) : [];
      const comparison = before ? compareRuns(before, record) : null;
      const failed = results.some(({ status }) => status === "breached") || comparison?.regression === true;
      return { thresholds: results, comparison, failed };
    },
  };
}

/** Reads the same in a dry run. Whether an emulator will answer is not known yet: it counts as in the run that is named. */
export async function previewGates(
  { failIf = [], against }: Pick<BenchFlags, "failIf" | "against">,
  { plan, ...run }: Omit<PlannedRun, "head"> & { readonly plan: Plan },
  terminal: Terminal,
): Promise<void> {
  const named = against === "last" ? undefined : against;
  const emulated = named !== undefined && readRecord(path.resolve(terminal.cwd, named), named).emulated;
  const head = { version: 1, plan, startedAt: new Date().toISOString(), emulated, timeScale: 1 } as const;
  await readGates({ failIf, ...(named === undefined ? {} : { against: named }) }, { ...run, head }, terminal);
}

/** The run that `--against` means. */
async function runBefore(
  against: string,
  earlier: readonly BenchRecord[],
  { head, targets }: PlannedRun,
  terminal: Terminal,
): Promise<BenchRecord | undefined> {
  const { comparableModels, differenceOf } = await import("@seedbed/bench/report");
  const planned = plannedRecord(head, targets, version);
  if (against !== "last") {
    const named = readRecord(path.resolve(terminal.cwd, against), against);
    comparableModels(named, planned);
    return named;
  }
  const last = earlier.find((record) => differenceOf(record, planned) === null);
  if (!last) terminal.stderr("--against last: there is no earlier run of this plan to compare with yet.\n");
  return last;
}

/** In sentences, one a line. */
export function judgementText({ thresholds, comparison }: Judgement): string {
  const lines = thresholds.map(({ text }) => text);
  if (comparison) {
    lines.push(`Against the run of ${comparison.before}:`);
    if (comparison.noVerdict !== null) lines.push(`  ${comparison.noVerdict}`);
    lines.push(...comparison.changes.flatMap(({ verdict }) => (verdict === null ? [] : [`  ${verdict}`])));
    lines.push(...comparison.notes.map((note) => `  ${note}`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Emulated and live are never compared. */
function earlierRuns(folder: string, emulated: boolean): BenchRecord[] {
  const siblings = path.dirname(folder);
  if (!existsSync(siblings)) return [];
  return readdirSync(siblings, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== path.basename(folder))
    .flatMap(({ name }) => {
      try {
        return [readRecord(path.join(siblings, name), name)];
      } catch {
        return []; // no run, or one that has not ended
      }
    })
    .filter((record) => record.emulated === emulated)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

/** @throws InvalidRequestError where there is no finished run, or one of a newer version */
function readRecord(folder: string, shown: string): BenchRecord {
  let text: string;
  try {
    text = readFileSync(path.join(folder, "bench.json"), "utf8");
  } catch (error) {
    throw refused("--against", `${shown} holds no finished run (bench.json: ${reasonOf(error)})`);
  }
  const record = parsed(text);
  if (record?.version === 1 && record.attempts.every(hasValidCosts)) return record;
  if (record?.version === 1)
    throw refused("--against", `${shown} is damaged: a cost in its bench.json is not an amount`);
  throw typeof record?.version === "number"
    ? refused("--against", `${shown} was written by a newer seedbed (version ${record.version}): update seedbed`)
    : refused("--against", `${shown} holds no finished run (bench.json is not valid JSON)`);
}

function parsed(text: string): BenchRecord | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
