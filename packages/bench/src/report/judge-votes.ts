import quantile from "@stdlib/stats-base-dists-beta-quantile";
import cdf from "@stdlib/stats-base-dists-binomial-cdf";
import type { BenchRecord } from "../bench-record.ts";
import { holm } from "../statistics/holm.ts";
import { confidence, type Interval } from "../statistics/interval.ts";
import { byUnit, type Unit, unitOf } from "../statistics/measured-attempts.ts";
import { noVerdict } from "../statistics/no-verdict.ts";
import { percent } from "../statistics/pair-verdict.ts";
import { areNamesHidden, type NamingOptions, nameModels } from "./naming.ts";
import { readVotes } from "./read-votes.ts";
import type { BenchVote } from "./votes.ts";

/** Which of two models' images were preferred, and how sure that is. */
export interface VoteVerdict {
  /** The model whose share is told. */
  readonly a: string;
  /** The other. */
  readonly b: string;
  /** Votes on the two, ties included. */
  readonly votes: number;
  /** Votes for `a`. */
  readonly forA: number;
  /** Votes for `b`. */
  readonly forB: number;
  /** Votes that saw no difference. */
  readonly ties: number;
  /** What was counted as one, since votes on one prompt are alike: prompts, or blocks where there is but one prompt. */
  readonly unit: Unit;
  /** Units in which more votes were for `a`. */
  readonly unitsForA: number;
  /** Units in which either had more votes; those without a winner say nothing. */
  readonly units: number;
  /** The share of `units` that preferred `a`; null where there is none. */
  readonly share: number | null;
  /** The exact 95 % interval of `share`, by Clopper and Pearson; null where there is none. */
  readonly interval: Interval | null;
  /** Of the two-sided sign test; null where there is none. */
  readonly pValue: number | null;
  /** Once every pair of models is counted, by Holm. */
  readonly adjustedPValue: number | null;
  /** The model that is shown to be preferred; null where none is, or where no verdict is given. */
  readonly preferred: string | null;
  /** All of it in a sentence; null where no verdict is given: of an emulator, and before the end. */
  readonly verdict: string | null;
}

/**
 * What blind votes say of each pair of models that has some.
 *
 * @param votes - what `votes.json` holds
 * @throws InvalidRequestError where they are not of this run
 * @see Clopper and Pearson, Biometrika 26 (1934) 404-413
 */
export function judgeVotes(votes: unknown, record: BenchRecord, options: NamingOptions = {}): VoteVerdict[] {
  const promptOf = new Map(record.attempts.map(({ block, promptId }) => [block, promptId]));
  const cast = readVotes(votes, record).votes.map((vote) => ({ ...vote, promptId: promptOf.get(vote.block) ?? "" }));
  const models = nameModels(record, options);
  const hidden = areNamesHidden(record, options);
  const counted = models.flatMap((a, index) =>
    models.slice(index + 1).flatMap((b) => {
      const on = cast.filter(({ left, right }) => [left, right].sort().join() === [a.label, b.label].sort().join());
      return on.length === 0 ? [] : [{ a, b, ...count(on, a.label) }];
    }),
  );
  const adjusted = holm(counted.map(({ pValue }) => pValue));
  const silent = noVerdict(record) !== null;
  return counted.map(({ a, b, ...figures }, index) => {
    const adjustedPValue = adjusted[index] ?? null;
    const shown = !silent && adjustedPValue !== null && adjustedPValue <= 1 - confidence;
    const preferred = !shown ? null : (figures.share ?? 0) > 0.5 ? a : b;
    const [nameA, nameB] = [a, b].map(({ label, model }) => (hidden ? label : model));
    return {
      a: a.model,
      b: b.model,
      ...figures,
      adjustedPValue,
      preferred: preferred?.model ?? null,
      verdict: silent ? null : sentence(figures, nameA ?? "", nameB ?? "", preferred !== null),
    };
  });
}

type Counted = Omit<VoteVerdict, "a" | "b" | "adjustedPValue" | "preferred" | "verdict">;

function count(on: readonly (BenchVote & { readonly promptId: string })[], a: string): Counted {
  const score = ({ choice, left }: BenchVote) => (choice === "tie" ? 0 : (choice === "left") === (left === a) ? 1 : -1);
  const forA = on.filter((vote) => score(vote) > 0).length;
  const ties = on.filter((vote) => score(vote) === 0).length;
  const unit = unitOf(on);
  const nets = byUnit(on, unit).map((votes) => votes.reduce((sum, vote) => sum + score(vote), 0));
  const unitsForA = nets.filter((net) => net > 0).length;
  const units = nets.filter((net) => net !== 0).length;
  return {
    votes: on.length,
    forA,
    forB: on.length - forA - ties,
    ties,
    unit,
    unitsForA,
    units,
    share: units === 0 ? null : unitsForA / units,
    interval: units === 0 ? null : clopperPearson(unitsForA, units),
    pValue: units === 0 ? null : Math.min(1, 2 * cdf(Math.min(unitsForA, units - unitsForA), units, 0.5)),
  };
}

/** The exact interval of a share: each end is where so many, or so few, would come up in 2.5 % of runs. */
export function clopperPearson(k: number, n: number): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: k === 0 ? 0 : quantile(tail, k, n - k + 1),
    high: k === n ? 1 : quantile(1 - tail, k + 1, n - k),
  };
}

function sentence({ units, unitsForA, unit, share, interval }: Counted, a: string, b: string, shown: boolean): string {
  if (share === null || interval === null) return `Not shown whether ${a} or ${b} looks better: every vote was a tie.`;
  const turned = share < 0.5;
  const [first, second] = turned ? [b, a] : [a, b];
  const wins = turned ? units - unitsForA : unitsForA;
  const [low, high] = turned ? [1 - interval.high, 1 - interval.low] : [interval.low, interval.high];
  const figures = `in ${wins} of ${units} ${unit}s (95 % interval ${percent(low)} to ${percent(high)} %)`;
  if (shown) return `${first} was preferred to ${second} ${figures}.`;
  return `Not shown whether ${a} or ${b} looks better: ${first} was preferred ${figures}.`;
}
