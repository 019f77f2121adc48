import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BenchRecord, parseThreshold, type RunFolder, type Threshold } from "@seedbed/bench";
import type { RunComparison, ThresholdResult } from "@seedbed/bench/report";
import { refused } from "../read-flag.ts";
import { reasonOf } from "../reason-of.ts";
import type { Terminal } from "../terminal.ts";
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

/**
 * Reads `--fail-if` and `--against`.
 *
 * @throws InvalidRequestError where a threshold is none, or there is no such run
 */
export function readGates(
  { failIf = [], against }: BenchFlags,
  { folder, head }: RunFolder,
  terminal: Terminal,
): Gates {
  const thresholds = failIf.map((text) => parseThreshold(text, head.plan.models));
  const earlier = earlierRuns(folder, head.emulated);
  const named = against === undefined || against === "last" ? undefined : path.resolve(terminal.cwd, against);
  const before =
    named !== undefined ? readRecord(named, against ?? named) : against === "last" ? earlier[0] : undefined;
  if (against === "last" && !before) terminal.stderr("--against last: there is no earlier run to compare with yet.\n");
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

function readRecord(folder: string, shown: string): BenchRecord {
  try {
    return JSON.parse(readFileSync(path.join(folder, "bench.json"), "utf8"));
  } catch (error) {
    throw refused("--against", `${shown} holds no finished run (bench.json: ${reasonOf(error)})`);
  }
}
