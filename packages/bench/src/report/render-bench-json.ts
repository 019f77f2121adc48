import { escapeJson } from "@seedbed/core";
import type { BenchRecord } from "../bench-record.ts";
import type { ThresholdResult } from "../statistics/evaluate-thresholds.ts";
import type { BenchSummary } from "../statistics/summarize.ts";
import type { VoteVerdict } from "./judge-votes.ts";

/** What a program reads of a run: plain JSON. The attempts are in the record, and as rows in the CSV. */
export interface BenchJson {
  /** Of this form. */
  readonly version: 1;
  /** What made it. */
  readonly tool: BenchRecord["tool"];
  /** What it ran on. */
  readonly machine: string;
  /** What was spent, by currency. */
  readonly spent: BenchRecord["spent"];
  /** The statistics. */
  readonly summary: BenchSummary;
  /** Whether each model keeps each threshold. */
  readonly thresholds: readonly ThresholdResult[];
  /** What blind votes say. */
  readonly votes: readonly VoteVerdict[];
}

/** The statistics of a run, its thresholds and its votes as one JSON document. */
export function renderBenchJson(
  record: BenchRecord,
  summary: BenchSummary,
  options: { readonly thresholds?: readonly ThresholdResult[]; readonly votes?: readonly VoteVerdict[] } = {},
): string {
  const { tool, machine, spent } = record;
  const { thresholds = [], votes = [] } = options;
  const document: BenchJson = { version: 1, tool, machine, spent, summary, thresholds, votes };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}
