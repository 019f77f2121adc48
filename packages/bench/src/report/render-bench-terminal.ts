import { checkOptions, type OptionNames, plainText } from "@seedbed/core";
import { wrapText } from "@seedbed/report";
import pc from "picocolors";
import type { BenchRecord } from "../bench-record.ts";
import type { BenchSummary } from "../statistics/summarize.ts";
import { figuresOf } from "./html/figures-table.ts";
import { type BenchTextOptions, benchTextNames } from "./render-bench-markdown.ts";
import {
  describeDrift,
  emulatedNotice,
  type ReportContext,
  reportContext,
  summaryOf,
  verdictsOf,
} from "./report-context.ts";
import { thresholdText } from "./threshold-text.ts";

/** How a terminal shows a run. */
export interface BenchTerminalOptions extends BenchTextOptions {
  /** Whether to colour. @default false */
  readonly colour?: boolean;
  /** In characters, 60 at least. @default 80 */
  readonly width?: number;
}

/** The run for a terminal: verdicts first, then the figures of each model. */
export function renderBenchTerminal(
  record: BenchRecord,
  summary: BenchSummary,
  options: BenchTerminalOptions = {},
): string {
  const names = { ...benchTextNames, colour: true, width: true } satisfies OptionNames<BenchTerminalOptions>;
  checkOptions("renderBenchTerminal", options, names);
  const width = Math.max(60, options.width ?? 80);
  const paint = pc.createColors(options.colour ?? false);
  const context = reportContext(record, summary, options);
  const wrap = (text: string) => wrapText(plainText(text), width);
  const marks = {
    kept: paint.green("kept"),
    breached: paint.red("breached"),
    inconclusive: paint.yellow("inconclusive"),
  };
  const lines = [
    paint.bold(plainText(`Seedbed benchmark: ${record.name}${record.emulated ? " (emulated)" : ""}`)),
    ...(record.emulated ? wrap(emulatedNotice).map(paint.yellow) : []),
    "",
    ...verdicts(context).flatMap(wrap),
    "",
    ...figures(context).map((line, index) => (index === 0 ? paint.dim(line) : line)),
    ...context.models.flatMap(({ model, name }) => {
      const drift = summaryOf(summary, model)?.drift;
      return drift ? wrap(describeDrift(name, drift)) : [];
    }),
    ...(options.thresholds ?? []).flatMap((of) => [
      `${marks[of.status]}: ${plainText(of.threshold)}`,
      ...wrap(`  ${thresholdText(of, context)}`),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function verdicts(context: ReportContext): string[] {
  const sentences = verdictsOf(context);
  return sentences.length > 0 ? sentences : [`No verdict: ${context.summary.noVerdict ?? "nothing was compared."}`];
}

/** A block for each model: a table of six figures with intervals does not fit 80 characters. */
function figures(context: ReportContext): string[] {
  return context.models.flatMap((model) => [
    plainText(model.name),
    ...figuresOf(context, model).map(
      ([title, { value, range }]) => `  ${title.padEnd(15)}${value.padEnd(14)} ${range}`,
    ),
    "",
  ]);
}
