import type { BenchRecord } from "../bench-record.ts";
import { changeVerdict } from "./change-verdict.ts";
import { comparableModels } from "./comparable-runs.ts";
import { holm } from "./holm.ts";
import { confidence } from "./interval.ts";
import { measuredAttempts } from "./measured-attempts.ts";
import { noVerdict } from "./no-verdict.ts";
import { failureChange, latencyChange, type MeasuredChange, priceChange } from "./run-change.ts";

/** What changed between two runs of a plan. */
export interface RunComparison {
  /** Of this form. */
  readonly version: 1;
  /** Name of the plan. */
  readonly name: string;
  /** When the earlier run started: ISO 8601. */
  readonly before: string;
  /** When the later run started: ISO 8601. */
  readonly after: string;
  /** Whether an emulator answered both. */
  readonly emulated: boolean;
  /** Why there is no verdict, in a sentence; null where there is. */
  readonly noVerdict: string | null;
  /** Latency, failure rate and price of each model that both runs measured, on the prompts that both asked. */
  readonly changes: readonly RunChange[];
  /** Whether any of them is shown to be worse; never where no verdict is given. */
  readonly regression: boolean;
  /** What only one of the runs has, in sentences: it is not compared. */
  readonly notes: readonly string[];
}

/** What changed of one model, in one respect. */
export interface RunChange extends MeasuredChange {
  /** e.g. `novita/seedream-5.0-lite`. */
  readonly model: string;
  /** The p-value once every change is counted, by Holm; null where there was nothing to test. */
  readonly adjustedPValue: number | null;
  /** Which way it is shown to have gone; null where it is not shown, or where no verdict is given. */
  readonly shown: "worse" | "better" | null;
  /** All of it in a sentence; null where no verdict is given. */
  readonly verdict: string | null;
}

/**
 * Compares two runs of a plan. What is shown is that these two runs differ: the load of the day is part of it.
 *
 * @throws InvalidRequestError for an emulated and a live run, and for different plans
 */
export function compareRuns(before: BenchRecord, after: BenchRecord): RunComparison {
  const models = comparableModels(before, after);
  const reason = noVerdict(before) ?? noVerdict(after);
  const asked = promptsOf(before);
  const both = new Set([...promptsOf(after)].filter((prompt) => asked.has(prompt)));
  const of = (record: BenchRecord) =>
    Map.groupBy(
      measuredAttempts(record.attempts).filter(({ promptId }) => both.has(promptId)),
      ({ model }) => model,
    );
  const [earlier, later] = [of(before), of(after)];
  const measured = models.flatMap((model) => {
    const [first, second] = [earlier.get(model) ?? [], later.get(model) ?? []];
    return [latencyChange, failureChange, priceChange].map((change) => ({ model, ...change(first, second) }));
  });
  const adjusted = holm(measured.map(({ pValue }) => pValue));
  const changes = measured.map((change, index): RunChange => {
    const adjustedPValue = adjusted[index] ?? null;
    const known = reason === null && adjustedPValue !== null && adjustedPValue <= 1 - confidence;
    const shown = known ? (isWorse(change) ? "worse" : "better") : null;
    return { ...change, adjustedPValue, shown, verdict: reason === null ? changeVerdict(change, shown) : null };
  });
  return {
    version: 1,
    name: after.name,
    before: before.startedAt,
    after: after.startedAt,
    emulated: after.emulated,
    noVerdict: reason,
    changes,
    regression: changes.some(({ shown }) => shown === "worse"),
    notes: notesOn(before, after),
  };
}

function isWorse({ measure, change }: MeasuredChange): boolean {
  return (change ?? 0) > (measure === "failure rate" ? 0 : 1);
}

function promptsOf({ attempts }: BenchRecord): Set<string> {
  return new Set(attempts.filter(({ warmUp }) => !warmUp).map(({ promptId }) => promptId));
}

function notesOn(before: BenchRecord, after: BenchRecord): string[] {
  const only = (what: string, earlier: readonly string[], later: readonly string[]) => {
    const [gone, come] = [earlier.filter((id) => !later.includes(id)), later.filter((id) => !earlier.includes(id))];
    return [
      ...(gone.length > 0 ? [`Only the earlier run has the ${what} ${gone.join(", ")}.`] : []),
      ...(come.length > 0 ? [`Only the later run has the ${what} ${come.join(", ")}.`] : []),
    ];
  };
  const ids = ({ models }: BenchRecord) => models.map(({ model }) => model);
  return [...only("model", ids(before), ids(after)), ...only("prompt", [...promptsOf(before)], [...promptsOf(after)])];
}
