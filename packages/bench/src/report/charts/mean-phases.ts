import type { BenchAttempt } from "../../bench-record.ts";
import { measuredAttempts } from "../../statistics/measured-attempts.ts";

/** The parts of a latency that follow one another; `not told` is what is left of the total. */
export const phaseNames = ["connect", "queue", "generation", "download", "not told"] as const;

/** How long the deliveries of a model spent in each phase, on average, in milliseconds. */
export interface MeanPhases {
  /** Deliveries whose total is known. */
  readonly n: number;
  /** null where it is known of no delivery. */
  readonly means: Readonly<Record<(typeof phaseNames)[number], number | null>>;
  /** To the first byte of the answer, which lies inside the other phases; null where it is known of no delivery. */
  readonly firstByteMs: number | null;
  /** The mean of the totals; null where none is known. */
  readonly totalMs: number | null;
}

/** The mean phases of each model. A phase that one delivery does not tell counts as `not told` there, never as 0. */
export function meanPhases(attempts: readonly BenchAttempt[]): Map<string, MeanPhases> {
  const delivered = measuredAttempts(attempts).filter(({ outcome }) => outcome === "delivered");
  return new Map([...Map.groupBy(delivered, ({ model }) => model)].map(([model, of]) => [model, meansOf(of)]));
}

function meansOf(delivered: readonly BenchAttempt[]): MeanPhases {
  const phases = delivered.map((attempt) => attempt.phases).filter(({ totalMs }) => totalMs !== null);
  const n = phases.length;
  const share = (key: keyof (typeof phases)[number]): number | null => {
    const known = phases.filter((of) => of[key] !== null);
    return known.length === 0 ? null : known.reduce((sum, of) => sum + (of[key] ?? 0), 0) / n;
  };
  const told = {
    connect: share("connectMs"),
    queue: share("queueMs"),
    generation: share("generationMs"),
    download: share("downloadMs"),
  };
  const totalMs = share("totalMs");
  const sum = Object.values(told).reduce((all: number, mean) => all + (mean ?? 0), 0);
  const firstBytes = phases.flatMap(({ firstByteMs }) => firstByteMs ?? []);
  return {
    n,
    means: { ...told, "not told": totalMs === null ? null : Math.max(0, totalMs - sum) },
    firstByteMs: firstBytes.length === 0 ? null : firstBytes.reduce((all, ms) => all + ms, 0) / firstBytes.length,
    totalMs,
  };
}
