import { checkOptions, type OptionNames } from "@seedbed/core";
import type { BenchRecord } from "../bench-record.ts";
import type { ThresholdResult } from "../statistics/evaluate-thresholds.ts";
import type { BenchSummary } from "../statistics/summarize.ts";
import { figuresOf } from "./html/figures-table.ts";
import type { VoteVerdict } from "./judge-votes.ts";
import type { NamingOptions } from "./naming.ts";
import {
  describeDrift,
  emulatedNotice,
  type ReportContext,
  reportContext,
  summaryOf,
  verdictsOf,
} from "./report-context.ts";
import { thresholdText } from "./threshold-text.ts";

/** What a summary is made of besides the run. */
export interface BenchTextOptions extends NamingOptions {
  /** Whether each model keeps each threshold. @default none */
  readonly thresholds?: readonly ThresholdResult[];
  /** What blind votes say. @default none */
  readonly votes?: readonly VoteVerdict[];
}

/** The names of `BenchTextOptions`. */
export const benchTextNames = {
  names: true,
  thresholds: true,
  votes: true,
} as const satisfies OptionNames<BenchTextOptions>;

/** The run as Markdown, for a pull request or a chat: verdicts first, then the figures of each model. */
export function renderBenchMarkdown(
  record: BenchRecord,
  summary: BenchSummary,
  options: BenchTextOptions = {},
): string {
  checkOptions("renderBenchMarkdown", options, benchTextNames);
  const context = reportContext(record, summary, options);
  const { models } = context;
  const thresholds = options.thresholds ?? [];
  const parts = [
    `## Seedbed benchmark: ${asText(record.name)}${record.emulated ? " (emulated)" : ""}`,
    record.emulated && `> **Emulated run.** ${emulatedNotice}`,
    verdicts(context),
    figures(context),
    models
      .flatMap(({ model, name }) => {
        const drift = summaryOf(summary, model)?.drift;
        return drift ? [`- ${asText(describeDrift(name, drift))}`] : [];
      })
      .join("\n"),
    thresholds.length > 0 &&
      [
        "### Thresholds",
        thresholds
          .map(
            (of) => `- ${of.status === "breached" ? "**breached**" : of.status}: ${asText(thresholdText(of, context))}`,
          )
          .join("\n"),
      ].join("\n\n"),
    `<sub>${blocksOf(record)} blocks, seed ${record.seed}, ${asText(record.machine)}; intervals of 95 %.</sub>`,
  ];
  return `${parts.filter((part) => part !== false && part !== "").join("\n\n")}\n`;
}

function verdicts(context: ReportContext): string {
  const sentences = verdictsOf(context);
  if (sentences.length === 0) return `**No verdict.** ${asText(context.summary.noVerdict ?? "Nothing was compared.")}`;
  return sentences.map((sentence) => `- ${asText(sentence)}`).join("\n");
}

function figures(context: ReportContext): string {
  const rows = context.models.map((model) => ({ name: model.name, figures: figuresOf(context, model) }));
  const titles = ["model", ...(rows[0]?.figures.map(([title]) => title) ?? [])];
  return [
    `| ${titles.join(" | ")} |`,
    `|${titles.map(() => " --- |").join("")}`,
    ...rows.map((row) => {
      const cells = row.figures.map(([, { value, range }]) => `${asText(value)} (${asText(range)})`);
      return `| ${[asText(row.name), ...cells].join(" | ")} |`;
    }),
  ].join("\n");
}

function blocksOf({ attempts }: BenchRecord): number {
  return new Set(attempts.map(({ block }) => block)).size;
}

/** Text as text: no markup, no mention, no new line. */
function asText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]|~#$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("@", "@\u200b");
}
