export type { ClaimDrift } from "../statistics/claim-drift.ts";
export { comparableModels, differenceOf } from "../statistics/comparable-runs.ts";
export type { ModelComparison } from "../statistics/compare-models.ts";
export { compareRuns, type RunChange, type RunComparison } from "../statistics/compare-runs.ts";
export type { CostFigure, CostSummary } from "../statistics/cost-summary.ts";
export { evaluateThresholds, type ThresholdResult } from "../statistics/evaluate-thresholds.ts";
export type { FailureSummary, RateFigure } from "../statistics/failure-summary.ts";
export type { Interval } from "../statistics/interval.ts";
export type { LatencyPercentile, LatencySummary } from "../statistics/latency-summary.ts";
export type { LatencyRange, Unit } from "../statistics/measured-attempts.ts";
export type { AmountRange, NeededPairs } from "../statistics/needed-pairs.ts";
export type { NameOf } from "../statistics/pair-verdict.ts";
export type { PairedRatio } from "../statistics/paired-ratio.ts";
export type { PercentileName } from "../statistics/percentile.ts";
export type { RatioTest } from "../statistics/ratio-test.ts";
export type { MeasuredChange } from "../statistics/run-change.ts";
export {
  type AttemptCounts,
  type BenchSummary,
  type ModelSummary,
  type SummarizeOptions,
  summarize,
} from "../statistics/summarize.ts";
export { judgeVotes, type VoteVerdict } from "./judge-votes.ts";
export type { NamingOptions } from "./naming.ts";
export { renderBenchCsv } from "./render-bench-csv.ts";
export { type BenchHtmlOptions, renderBenchHtml } from "./render-bench-html.ts";
export { type BenchJson, renderBenchJson } from "./render-bench-json.ts";
export { renderBenchJunit } from "./render-bench-junit.ts";
export { type BenchTextOptions, renderBenchMarkdown } from "./render-bench-markdown.ts";
export { type BenchReportsOptions, renderBenchReports, type WriteReport } from "./render-bench-reports.ts";
export { type BenchTerminalOptions, renderBenchTerminal } from "./render-bench-terminal.ts";
export type { BenchVote, BenchVotes } from "./votes.ts";
