import { checkOptions, type OptionNames } from "@seedbed/core";
import type { BenchAttempt, BenchModel, BenchRecord } from "../bench-record.ts";
import { type ClaimDrift, claimDrift } from "./claim-drift.ts";
import { compareModels, type ModelComparison } from "./compare-models.ts";
import { type CostSummary, costSummary } from "./cost-summary.ts";
import { type FailureSummary, failureSummary } from "./failure-summary.ts";
import { type LatencySummary, latencySummary } from "./latency-summary.ts";
import { deliveryLatency, measuredAttempts } from "./measured-attempts.ts";
import { isInterim, noVerdict } from "./no-verdict.ts";
import type { NameOf } from "./pair-verdict.ts";

/** What a benchmark says, and how sure that is: plain JSON. Its JSON Schema is `schemas/summary.schema.json`. */
export interface BenchSummary {
  /** Of this form. */
  readonly version: 1;
  /** Name of the plan. */
  readonly name: string;
  /** Of the run: ISO 8601. */
  readonly startedAt: string;
  /** Whether an emulator answered. */
  readonly emulated: boolean;
  /** Whether the run is unfinished: figures yes, verdicts no. */
  readonly interim: boolean;
  /** Why there is no verdict and no drift, in a sentence; null where there is. */
  readonly noVerdict: string | null;
  /** Of each interval: 0.95. */
  readonly confidence: 0.95;
  /** Each model, in the order of the plan. */
  readonly models: readonly ModelSummary[];
  /** Each pair of models. */
  readonly comparisons: readonly ModelComparison[];
}

/** What a benchmark says about one model. */
export interface ModelSummary {
  /** e.g. `novita/seedream-5.0-lite`. */
  readonly model: string;
  /** Its provider's id. */
  readonly provider: string;
  /** Its provider's name. */
  readonly displayName: string;
  /** `A`, `B`, …: what reports call it where names are not to be told. */
  readonly label: string;
  /** How many attempts came to what. */
  readonly attempts: AttemptCounts;
  /** Of deliveries, in the provider's time. */
  readonly latency: LatencySummary;
  /** Whatever did not deliver all that was asked for. */
  readonly failures: FailureSummary;
  /** Per image that was delivered, failures included. */
  readonly cost: CostSummary;
  /** Against the provider's own claim; null where it makes none, and where no verdict is given. */
  readonly drift: ClaimDrift | null;
}

/** Attempts by what came of them. Warm-ups are in no other figure. */
export interface AttemptCounts {
  /** All of them, but warm-ups. */
  readonly planned: number;
  /** Sent for warming up. */
  readonly warmUp: number;
  /** It was not their turn, or their money did not fit. */
  readonly notSent: number;
  /** As many images as were asked for. */
  readonly delivered: number;
  /** Fewer. */
  readonly partial: number;
  /** None. */
  readonly failed: number;
  /** No one can tell. */
  readonly unknown: number;
}

/** How a record is told. */
export interface SummarizeOptions {
  /** What a verdict calls a model, e.g. its label. @default its id */
  readonly nameOf?: NameOf;
}

/** Computes the statistics of a run. The same record gives the same summary: what is drawn is drawn by the record's seed. */
export function summarize(record: BenchRecord, options: SummarizeOptions = {}): BenchSummary {
  checkOptions("summarize", options, { nameOf: true } satisfies OptionNames<SummarizeOptions>);
  const { nameOf } = options;
  const byModel = Map.groupBy(record.attempts, ({ model }) => model);
  const reason = noVerdict(record);
  const ids = record.models.map(({ model }) => model);
  return {
    version: 1,
    name: record.name,
    startedAt: record.startedAt,
    emulated: record.emulated,
    interim: isInterim(record),
    noVerdict: reason,
    confidence: 0.95,
    models: record.models.map((model) => {
      const attempts = byModel.get(model.model) ?? [];
      return summarizeModel(model, attempts, record.seed, reason === null);
    }),
    comparisons: compareModels(record.attempts, ids, { verdicts: reason === null, nameOf }),
  };
}

function summarizeModel(
  model: BenchModel,
  attempts: readonly BenchAttempt[],
  seed: number,
  verdicts: boolean,
): ModelSummary {
  const sent = measuredAttempts(attempts);
  return {
    model: model.model,
    provider: model.provider,
    displayName: model.displayName,
    label: model.label,
    attempts: countAttempts(attempts),
    latency: latencySummary(sent.flatMap((attempt) => deliveryLatency(attempt) ?? [])),
    failures: failureSummary(sent),
    cost: costSummary(sent, seed),
    drift: verdicts ? claimDrift(model, sent) : null,
  };
}

function countAttempts(attempts: readonly BenchAttempt[]): AttemptCounts {
  const measured = attempts.filter(({ warmUp }) => !warmUp);
  const of = (outcome: BenchAttempt["outcome"]) => measured.filter((attempt) => attempt.outcome === outcome).length;
  return {
    planned: measured.length,
    warmUp: attempts.length - measured.length,
    notSent: of("not-sent"),
    delivered: of("delivered"),
    partial: of("partial"),
    failed: of("failed"),
    unknown: of("unknown"),
  };
}
