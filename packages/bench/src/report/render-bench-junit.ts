import { type Markup, markup } from "@seedbed/report";
import type { BenchRecord } from "../bench-record.ts";
import type { ThresholdResult } from "../statistics/evaluate-thresholds.ts";
import type { BenchSummary } from "../statistics/summarize.ts";
import type { NamingOptions } from "./naming.ts";
import { type ReportContext, reportContext } from "./report-context.ts";
import { thresholdText } from "./threshold-text.ts";

/**
 * The thresholds as JUnit XML: a suite for each model, a case for each threshold. A breach is a failure; what the samples
 * cannot tell is skipped, with the reason.
 */
export function renderBenchJunit(
  record: BenchRecord,
  summary: BenchSummary,
  thresholds: readonly ThresholdResult[],
  options: NamingOptions = {},
): string {
  const context = reportContext(record, summary, options);
  const suites = context.models.flatMap(({ model, name }) => {
    const of = thresholds.filter((result) => result.model === model);
    if (of.length === 0) return [];
    return [
      markup`\n  <testsuite name="${name}" ${totals(of)} timestamp="${record.startedAt}">${of.map((result) => testCase(result, name, context))}\n  </testsuite>`,
    ];
  });
  const time = (record.durationMs / 1000).toFixed(3);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="seedbed bench ${record.name}${record.emulated && " (emulated)"}" ${totals(thresholds)} time="${time}">${suites}\n</testsuites>`
      .text
  }\n`;
}

function totals(results: readonly ThresholdResult[]): Markup {
  const of = (wanted: ThresholdResult["status"]) => results.filter(({ status }) => status === wanted).length;
  return markup`tests="${results.length}" failures="${of("breached")}" errors="0" skipped="${of("inconclusive")}"`;
}

function testCase(result: ThresholdResult, suite: string, context: ReportContext): Markup {
  const text = thresholdText(result, context);
  return markup`\n    <testcase classname="${suite}" name="${result.threshold.replace(`${result.model}:`, `${suite}:`)}">${outcome(result, text)}</testcase>`;
}

function outcome({ status, shown }: ThresholdResult, text: string): Markup {
  if (status === "inconclusive") return markup`<skipped message="${text}"/>`;
  if (status === "kept") return markup`<system-out>${text}</system-out>`;
  const note = shown
    ? "The whole 95 % interval lies beyond the limit."
    : "The 95 % interval holds the limit: it may be chance.";
  return markup`<failure type="breached" message="${text}">${note}</failure>`;
}
