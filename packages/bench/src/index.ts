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
export { collectRun, headOf, imagesOf, progressOf, type QueueProgress } from "./queue/collect-run.ts";
export { openQueue, type Queue } from "./queue/queue.ts";
export { enqueueRun, type QueuedRun, stopRun, sweep as sweepRun } from "./queue/queued-run.ts";
export { runWorker, type WorkerOptions } from "./queue/run-worker.ts";
export { hasValidCosts } from "./run/has-valid-costs.ts";
export { durationText, type LiveView, type LiveViewOptions, openLiveView } from "./run/live-view.ts";
export type { RunProgress } from "./run/progress.ts";
export { type BenchOptions, benchRun, plannedRecord, runBench } from "./run/run-bench.ts";
export { createRunFolder, openRunFolder, type RunFolder, type RunHead } from "./run/run-folder.ts";
export { startTelemetry, type Telemetry } from "./run/telemetry.ts";
export { layOutCells } from "./schedule/lay-out-cells.ts";
export { parseThreshold, type Threshold } from "./statistics/parse-threshold.ts";
