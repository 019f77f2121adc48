export type {
  BenchAttempt,
  BenchImage,
  BenchModel,
  BenchRecord,
  Cell,
  Phases,
  ScheduleRecord,
} from "./bench-record.ts";
export type { Plan, PlanDocument, PlannedPrompt, ProviderPlan } from "./plan/plan.ts";
export { type PlanSource, readSource, sourceOfFlags } from "./plan/plan-source.ts";
export { type PlanPreview, previewPlan } from "./plan/preview-plan.ts";
export { promptSuites } from "./plan/read-prompts.ts";
export { type SettleOptions, settlePlan, targetsOfPlan } from "./plan/settle-plan.ts";
export { collectRun, headOf, picturesOf, progressOf, type QueueProgress } from "./queue/collect-run.ts";
export { openQueue, type Queue } from "./queue/queue.ts";
export { enqueueRun, type QueuedRun, stopRun, sweep as sweepRun } from "./queue/queued-run.ts";
export { runWorker, type WorkerOptions } from "./queue/run-worker.ts";
export {
  type BenchHtmlOptions,
  type BenchJson,
  type BenchReportsOptions,
  type BenchTerminalOptions,
  type BenchTextOptions,
  type BenchVote,
  type BenchVotes,
  judgeVotes,
  type NamingOptions,
  renderBenchCsv,
  renderBenchHtml,
  renderBenchJson,
  renderBenchJunit,
  renderBenchMarkdown,
  renderBenchReports,
  renderBenchTerminal,
  type VoteVerdict,
  type WriteReport,
} from "./report/index.ts";
export { durationText, type LiveView, type LiveViewOptions, openLiveView } from "./run/live-view.ts";
export type { RunProgress } from "./run/progress.ts";
export { type BenchOptions, benchRun, runBench } from "./run/run-bench.ts";
export { createRunFolder, openRunFolder, type RunFolder, type RunHead } from "./run/run-folder.ts";
export { startTelemetry, type Telemetry } from "./run/telemetry.ts";
export { layOutCells } from "./schedule/lay-out-cells.ts";
export type { ClaimDrift } from "./statistics/claim-drift.ts";
export type { ModelComparison } from "./statistics/compare-models.ts";
export { compareRuns, type RunChange, type RunComparison } from "./statistics/compare-runs.ts";
export type { CostFigure, CostSummary } from "./statistics/cost-summary.ts";
export { evaluateThresholds, type ThresholdResult } from "./statistics/evaluate-thresholds.ts";
export type { FailureSummary, RateFigure } from "./statistics/failure-summary.ts";
export type { Interval } from "./statistics/interval.ts";
export type { LatencyPercentile, LatencySummary } from "./statistics/latency-summary.ts";
export type { LatencyRange, Unit } from "./statistics/measured-attempts.ts";
export type { AmountRange, NeededPairs } from "./statistics/needed-pairs.ts";
export type { NameOf } from "./statistics/pair-verdict.ts";
export type { PairedRatio } from "./statistics/paired-ratio.ts";
export { parseThreshold, type Threshold } from "./statistics/parse-threshold.ts";
export type { PercentileName } from "./statistics/percentile.ts";
export type { RatioTest } from "./statistics/ratio-test.ts";
export type { MeasuredChange } from "./statistics/run-change.ts";
export {
  type AttemptCounts,
  type BenchSummary,
  type ModelSummary,
  type SummarizeOptions,
  summarize,
} from "./statistics/summarize.ts";
