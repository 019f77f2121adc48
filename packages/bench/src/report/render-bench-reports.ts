import { checkOptions, type OptionNames } from "@seedbed/core";
import type { BenchRecord } from "../bench-record.ts";
import { evaluateThresholds } from "../statistics/evaluate-thresholds.ts";
import type { Threshold } from "../statistics/parse-threshold.ts";
import { type BenchSummary, summarize } from "../statistics/summarize.ts";
import { judgeVotes } from "./judge-votes.ts";
import { areNamesHidden } from "./naming.ts";
import { renderBenchCsv } from "./render-bench-csv.ts";
import { type BenchHtmlOptions, benchHtmlNames, renderBenchHtml } from "./render-bench-html.ts";
import { renderBenchJson } from "./render-bench-json.ts";
import { renderBenchJunit } from "./render-bench-junit.ts";
import { renderBenchMarkdown } from "./render-bench-markdown.ts";

/** Writes a file of a report: its name in the folder of the run, and its text. */
export type WriteReport = (name: string, text: string) => void | Promise<void>;

/** What the reports are made of besides the run. */
export interface BenchReportsOptions extends Omit<BenchHtmlOptions, "votes"> {
  /** @default of the record, with names as the report uses them */
  readonly summary?: BenchSummary;
  /** Limits that the run is held to. @default none */
  readonly thresholds?: readonly Threshold[];
  /** What `votes.json` holds. @default none */
  readonly votes?: unknown;
}

const benchReportsNames = {
  ...benchHtmlNames,
  summary: true,
  thresholds: true,
} as const satisfies OptionNames<BenchReportsOptions>;

/**
 * Writes every report of a run: `index.html`, `summary.md`, `summary.json`, `attempts.csv` and `junit.xml`. The page refers to
 * images by their paths in the record, so it belongs into the folder of the run.
 *
 * @throws InvalidRequestError where the votes are not of this run, or a threshold names a model that was not measured; nothing
 *   is written then
 */
export async function renderBenchReports(
  record: BenchRecord,
  write: WriteReport,
  options: BenchReportsOptions,
): Promise<void> {
  checkOptions("renderBenchReports", options, benchReportsNames);
  const { summary: _summary, thresholds: _thresholds, ...ofPage } = options;
  const summary = options.summary ?? summarize(record, { nameOf: namesOf(record, options) });
  const votes = options.votes === undefined ? [] : judgeVotes(options.votes, record, options);
  const thresholds = evaluateThresholds(summary, options.thresholds ?? []);
  const told = { names: options.names, thresholds, votes };
  const files: readonly [string, () => string][] = [
    ["index.html", () => renderBenchHtml(record, summary, { ...ofPage, votes })],
    ["summary.md", () => renderBenchMarkdown(record, summary, told)],
    ["summary.json", () => renderBenchJson(record, summary, told)],
    ["attempts.csv", () => renderBenchCsv(record)],
    ["junit.xml", () => renderBenchJunit(record, summary, thresholds, options)],
  ];
  for (const [name, render] of files) await write(name, render());
}

function namesOf(record: BenchRecord, options: BenchReportsOptions): (model: string) => string {
  const labels = new Map(record.models.map(({ model, label }) => [model, label]));
  return (model) => (areNamesHidden(record, options) ? (labels.get(model) ?? model) : model);
}
