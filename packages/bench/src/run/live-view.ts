import { Writable } from "node:stream";
import { checkOptions, type OptionNames, plainText } from "@seedbed/core";
import { createLogUpdate } from "log-update";
import type { Plan } from "../plan/plan.ts";
import type { RunProgress } from "./progress.ts";

/** Where a run is watched. */
export interface LiveViewOptions {
  /** Writes for a person, on stderr. */
  write(text: string): void;
  /** Whether lines can be rewritten; else plain lines come, one for every tenth of the run and every half minute. */
  readonly isTty: boolean;
  /** Width of the terminal. */
  readonly columns: number;
  /** Whether an emulator answers: said in every line. */
  readonly emulated: boolean;
}

/** Shows how a run stands: rewritten in place at a terminal, in plain lines elsewhere. */
export interface LiveView {
  /** Shows it. */
  show(progress: RunProgress): void;
  /** Leaves the last state standing. */
  done(): void;
}

const plainEveryMs = 30_000;
const barWidth = 24;

/** Opens the view of a run. */
export function openLiveView(plan: Plan, options: LiveViewOptions): LiveView {
  const names = { write: true, isTty: true, columns: true, emulated: true } satisfies OptionNames<LiveViewOptions>;
  checkOptions("openLiveView", options, names);
  const { write, isTty, columns, emulated } = options;
  const label = emulated ? "emulated: " : "";
  if (!isTty) {
    let tenth = -1;
    let atMs = Number.NEGATIVE_INFINITY;
    return {
      show(progress) {
        const now = Math.floor((10 * progress.done) / Math.max(1, progress.cells));
        if (now === tenth && progress.elapsedMs - atMs < plainEveryMs) return;
        tenth = now;
        atMs = progress.elapsedMs;
        write(`${label}${progressText(progress, plan)}\n`);
      },
      done() {},
    };
  }
  const stream = new Writable({
    write(chunk, _encoding, next) {
      write(String(chunk));
      next();
    },
  });
  // What log-update reads of a terminal.
  const update = createLogUpdate(Object.assign(stream, { columns, rows: 24, isTTY: true }) as never);
  return {
    show(progress) {
      const full = Math.round((barWidth * progress.done) / Math.max(1, progress.cells));
      const bar = `${"█".repeat(full)}${"░".repeat(barWidth - full)}`;
      const errors = progress.lastErrors.map((text) => `  ${plainText(text)}`.slice(0, Math.max(20, columns - 1)));
      update([`${bar} ${label}${progressText(progress, plan)}`, ...errors].join("\n"));
    },
    done: () => update.done(),
  };
}

/** How a run stands, in one line. */
export function progressText(
  { cells, done, failed, unknown, inFlight, spent, leftMs }: RunProgress,
  plan: Plan,
): string {
  const money = Object.entries(spent).flatMap(([currency, sum]) => {
    const cap = currency === "USD" ? plan.budget.USD : plan.budget.credits;
    if (!sum) return [];
    const range = sum.confirmed === sum.worstCase ? `${sum.confirmed}` : `${sum.confirmed} to ${sum.worstCase}`;
    return [`spent ${range}${cap === undefined ? "" : ` of ${cap}`} ${currency}`];
  });
  return [
    `${done} of ${cells}`,
    `${inFlight} in flight`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...money,
    ...(leftMs === null || done === cells ? [] : [`about ${durationText(leftMs)} left`]),
  ].join(", ");
}

/** A duration for a person. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
