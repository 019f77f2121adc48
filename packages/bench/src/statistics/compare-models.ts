import type { BenchAttempt } from "../bench-record.ts";
import { holm } from "./holm.ts";
import { confidence } from "./interval.ts";
import { deliveryLatency, measuredAttempts } from "./measured-attempts.ts";
import { type NeededPairs, neededPairs } from "./needed-pairs.ts";
import { type NameOf, pairVerdict } from "./pair-verdict.ts";
import { type LatencyPair, type PairedRatio, pairedRatio } from "./paired-ratio.ts";

/** Two models, compared block by block. */
export interface ModelComparison extends PairedRatio {
  /** The model whose latency is divided. */
  readonly a: string;
  /** The model by whose latency it is divided. */
  readonly b: string;
  /** Blocks in which both delivered. */
  readonly pairs: number;
  /** Blocks in which both were sent, and at least one did not deliver, or is unknown how long it took: they are not in the ratio. */
  readonly lost: number;
  /** The p-value once every pair of models is counted, by Holm. */
  readonly adjustedPValue: number | null;
  /** The model that is shown to be faster; null where none is, or where no verdict is given. */
  readonly faster: string | null;
  /** How many more pairs it would take to show a difference of this size, and one of 20 %, with power 80 %. */
  readonly needed: readonly NeededPairs[];
  /** All of it in a sentence or two; null where no verdict is given. */
  readonly verdict: string | null;
}

/** How a comparison is told. */
export interface CompareOptions {
  /** Whether verdicts are given: not of an emulator, and not before the end. */
  readonly verdicts: boolean;
  /** What a verdict calls a model. @default its id */
  readonly nameOf?: NameOf;
}

/** Compares each pair of models on their latencies. */
export function compareModels(
  attempts: readonly BenchAttempt[],
  models: readonly string[],
  { verdicts, nameOf = (model) => model }: CompareOptions,
): ModelComparison[] {
  const sent = Map.groupBy(measuredAttempts(attempts), ({ model }) => model);
  const found = models.flatMap((a, index) =>
    models.slice(index + 1).map((b) => {
      const [ofA, ofB] = [sent.get(a) ?? [], sent.get(b) ?? []];
      const { pairs, lost } = pairUp(ofA, ofB);
      return { a, b, ofA, ofB, pairs: pairs.length, lost, ...pairedRatio(pairs) };
    }),
  );
  const adjusted = holm(found.map(({ pValue }) => pValue));
  const error = (1 - confidence) / Math.max(1, adjusted.filter((p) => p !== null).length);
  return found.map(({ ofA, ofB, ...figures }, index) => {
    const adjustedPValue = adjusted[index] ?? null;
    const shown = verdicts && adjustedPValue !== null && adjustedPValue <= 1 - confidence;
    const comparison = {
      ...figures,
      adjustedPValue,
      faster: shown ? ((figures.ratio ?? 1) < 1 ? figures.a : figures.b) : null,
      needed: neededPairs(figures, [ofA, ofB], error),
    };
    return { ...comparison, verdict: verdicts ? pairVerdict(comparison, nameOf) : null };
  });
}

function pairUp(ofA: readonly BenchAttempt[], ofB: readonly BenchAttempt[]): { pairs: LatencyPair[]; lost: number } {
  const others = new Map(ofB.map((attempt) => [attempt.block, attempt]));
  const both = ofA.flatMap((attempt) => {
    const other = others.get(attempt.block);
    return other === undefined ? [] : [{ attempt, a: deliveryLatency(attempt), b: deliveryLatency(other) }];
  });
  const pairs = both.flatMap(({ attempt: { promptId, block }, a, b }) => (a && b ? [{ promptId, block, a, b }] : []));
  return { pairs, lost: both.length - pairs.length };
}
