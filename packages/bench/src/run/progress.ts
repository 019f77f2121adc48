import type { Ledger, Spending } from "@seedbed/ledger";
import type { BenchAttempt } from "../bench-record.ts";
import { callSafely } from "./call-safely.ts";
import type { RunFolder } from "./run-folder.ts";

/** How a run stands. */
export interface RunProgress {
  /** Cells of the plan. */
  readonly cells: number;
  /** Cells that have ended, in earlier processes too. */
  readonly done: number;
  /** Of those, failed. */
  readonly failed: number;
  /** Of those, sent, and is unknown what became of them. */
  readonly unknown: number;
  /** Under way now. */
  readonly inFlight: number;
  /** By currency, as the ledger holds it: what is on its way counts at its worst. */
  readonly spent: Partial<Record<string, Spending>>;
  /** Real milliseconds since this process began. */
  readonly elapsedMs: number;
  /** Real milliseconds to the end, at the pace so far; null before anything has ended. */
  readonly leftMs: number | null;
  /** The latest errors, the newest last. */
  readonly lastErrors: readonly string[];
}

const everyMs = 100;
const errorsKept = 3;

/** Counts, and tells ten times a second at most. */
export function createProgress({
  cells,
  folder,
  left,
  ledger,
  onProgress,
}: {
  readonly cells: number;
  /** Ids of the cells that are to be run: what came of them before does not count. */
  readonly left: ReadonlySet<string>;
  readonly folder: RunFolder;
  readonly ledger: Ledger;
  readonly onProgress: ((progress: RunProgress) => void) | undefined;
}) {
  const began = performance.now();
  let ended = 0;
  let inFlight = 0;
  const lastErrors: string[] = [];
  const known = [...folder.attempts.values()].filter(({ id, outcome }) => outcome !== "not-sent" && !left.has(id));
  const counts = { failed: 0, unknown: 0 };
  const count = ({ outcome }: BenchAttempt) => {
    if (outcome === "failed" || outcome === "unknown") counts[outcome] += 1;
  };
  known.forEach(count);
  const before = known.length;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    const elapsedMs = performance.now() - began;
    const done = Math.min(cells, before + ended);
    callSafely(() =>
      onProgress?.({
        cells,
        done,
        ...counts,
        inFlight,
        spent: ledger.spent(),
        elapsedMs,
        leftMs: ended === 0 ? null : (elapsedMs / ended) * (cells - done),
        lastErrors: [...lastErrors],
      }),
    );
  }
  function soon(): void {
    if (onProgress) timer ??= setTimeout(tell, everyMs);
  }

  return {
    started(): void {
      inFlight += 1;
      soon();
    },
    ended(attempt: BenchAttempt | undefined): void {
      inFlight -= 1;
      if (attempt && attempt.outcome !== "not-sent") ended += 1;
      if (attempt) count(attempt);
      if (attempt?.failure) {
        lastErrors.push(`${attempt.model}: ${attempt.failure.message}`);
        if (lastErrors.length > errorsKept) lastErrors.shift();
      }
      soon();
    },
    close(): void {
      if (onProgress) tell();
    },
  };
}
