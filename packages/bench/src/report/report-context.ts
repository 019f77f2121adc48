import type { BenchRecord } from "../bench-record.ts";
import type { ClaimDrift } from "../statistics/claim-drift.ts";
import type { BenchSummary, ModelSummary } from "../statistics/summarize.ts";
import type { VoteVerdict } from "./judge-votes.ts";
import { type NamedModel, type NamingOptions, nameModels } from "./naming.ts";

/** Everything that a report is made of. */
export interface ReportContext {
  /** What was measured. */
  readonly record: BenchRecord;
  /** What it says. */
  readonly summary: BenchSummary;
  /** The models by the names that the report uses. */
  readonly models: readonly NamedModel[];
  /** What blind votes say. */
  readonly votes: readonly VoteVerdict[];
}

/** Puts together what a report is made of. */
export function reportContext(
  record: BenchRecord,
  summary: BenchSummary,
  options: NamingOptions & { readonly votes?: readonly VoteVerdict[] } = {},
): ReportContext {
  return { record, summary, models: nameModels(record, options), votes: options.votes ?? [] };
}

/** What the summary says of a model. */
export function summaryOf({ models }: BenchSummary, model: string): ModelSummary | undefined {
  return models.find((of) => of.model === model);
}

/** The verdicts: one sentence per pair, on speed and, where there are votes, on looks. None for an emulated run. */
export function verdictsOf({ summary, votes }: ReportContext): string[] {
  return [...summary.comparisons, ...votes].flatMap(({ verdict }) => verdict ?? []);
}

/** What an emulated run proves, in the words of each report. */
export const emulatedNotice =
  "An emulator on one machine answered. This run proves that the machinery works, and nothing about any company: latencies, failures and images are drawn by a program, so nothing here ranks or judges a provider.";

/** How the measured median stands to the provider's own claim. */
export function describeDrift(name: string, { drift, claim, median }: ClaimDrift): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const own = claim.minMs === claim.maxMs ? seconds(claim.minMs) : `${seconds(claim.minMs)} to ${seconds(claim.maxMs)}`;
  const said = `${name} says ${own} s per ${claim.per}`;
  if (drift === null || median === null) return `${said}; there are too few deliveries to hold it to that.`;
  const found =
    median.minMs === median.maxMs ? seconds(median.minMs) : `${seconds(median.minMs)} to ${seconds(median.maxMs)}`;
  const shown = drift === "within" ? "not shown to differ" : `shown to lie ${drift} it`;
  return `${said}; the median measured is ${found} s, ${shown}.`;
}
