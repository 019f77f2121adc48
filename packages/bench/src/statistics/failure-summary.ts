import type { BenchAttempt } from "../bench-record.ts";
import type { Interval } from "./interval.ts";
import { wilson } from "./wilson.ts";

/** How often something happened. */
export interface RateFigure {
  /** How often. */
  readonly count: number;
  /** Of the attempts that were sent; null where none was. */
  readonly rate: number | null;
  /** Wilson's 95 % interval; null where none was sent. */
  readonly interval: Interval | null;
}

/** The failures of one model: whatever did not deliver all that was asked for. */
export interface FailureSummary extends RateFigure {
  /** How many attempts were sent. */
  readonly n: number;
  /** By class, most frequent first: the error's name, or `partial` where fewer images came than asked for. */
  readonly classes: readonly (RateFigure & { readonly name: string })[];
}

/** What the attempts of one model say about how often it fails. */
export function failureSummary(sent: readonly BenchAttempt[]): FailureSummary {
  const n = sent.length;
  const figure = (count: number): RateFigure => ({
    count,
    rate: n === 0 ? null : count / n,
    interval: n === 0 ? null : wilson({ count, n }),
  });
  const failed = sent.filter(({ outcome }) => outcome !== "delivered");
  const classes = Object.entries(Object.groupBy(failed, classOf))
    .map(([name, attempts = []]) => ({ name, ...figure(attempts.length) }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return { n, ...figure(failed.length), classes };
}

function classOf({ outcome, failure }: BenchAttempt): string {
  return failure?.name ?? outcome;
}
