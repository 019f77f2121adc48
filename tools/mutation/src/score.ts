import type { Mutant, Report } from "./run-stryker.ts";

/** How many of the mutants were noticed. */
export interface Score {
  readonly noticed: number;
  readonly missed: number;
  /** Mutants that broke the run itself: no test said anything about them. */
  readonly broken: number;
  /** In percent of those that ran, one decimal; null where none ran. */
  readonly percent: number | null;
}

/** The score of some mutants, by Stryker's own reckoning: a time-out counts as noticed. */
export function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count("Killed", "Timeout");
  const missed = count("Survived", "NoCoverage");
  const ran = noticed + missed;
  return {
    noticed,
    missed,
    broken: count("RuntimeError", "CompileError"),
    percent: ran === 0 ? null : Math.round((noticed / ran) * 1000) / 10,
  };
}

/** The score of each file, the weakest first, and of all of them. */
export function scoresOf({ files }: Report): { total: Score; files: [file: string, score: Score][] } {
  const each = Object.entries(files).map(([file, { mutants }]): [string, Score] => [file, scoreOf(mutants)]);
  return {
    total: scoreOf(Object.values(files).flatMap(({ mutants }) => mutants)),
    files: each.sort(([, a], [, b]) => (a.percent ?? 101) - (b.percent ?? 101)),
  };
}
