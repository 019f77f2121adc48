import { checkOptions, type OptionNames } from "@seedbed/core";
import pc from "picocolors";
import { countVerdicts } from "./phrases.ts";
import { plainText } from "./plain-text.ts";
import type { Layer, Verdict } from "./run-record.ts";

/** Told what a run does, says so as it goes on. */
export interface Progress {
  /** A layer begins; the one before it has ended. */
  start(total: number, layer: Layer): void;
  /** One check is done. */
  step(check: { id: string; verdict: Verdict }): void;
  /** The run is over: the rewritten line goes, so that the report stands alone. */
  finish(): void;
}

const failures: ReadonlySet<Verdict> = new Set(["violation", "transport", "harness"]);

/**
 * Progress on a terminal as one line that is rewritten; elsewhere failures at once and a line per layer.
 *
 * @param options.write Where it goes: standard error, so that standard output holds the report alone.
 * @param options.width Columns of the terminal. @default 80
 */
export function createProgress(options: {
  write: (text: string) => void;
  isTty: boolean;
  colour: boolean;
  width?: number;
}): Progress {
  const names = { write: true, isTty: true, colour: true, width: true } satisfies OptionNames<typeof options>;
  checkOptions("createProgress", options, names);
  const { write, isTty, colour, width = 80 } = options;
  const palette = pc.createColors(colour);
  let layer: Layer | null = null;
  let total = 0;
  let done = 0;
  let counts: Partial<Record<Verdict, number>> = {};

  const rewrite = (text: string) => write(`\r\u001b[2K${text.slice(0, width - 1)}`);
  const endLayer = () => {
    if (layer !== null && !isTty) write(`${layer}: ${done} of ${total}, ${countVerdicts(counts)}\n`);
  };

  return {
    start(newTotal, newLayer) {
      endLayer();
      [layer, total, done, counts] = [newLayer, newTotal, 0, {}];
      if (isTty) rewrite(`${layer} 0/${total}`);
    },
    step({ id, verdict }) {
      done += 1;
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      const name = plainText(id);
      if (isTty) rewrite(`${layer} ${done}/${total}  ${countVerdicts(counts)}  ${name}`);
      else if (failures.has(verdict)) write(`${palette.red(verdict)} ${name}\n`);
    },
    finish() {
      endLayer();
      if (isTty && layer !== null) rewrite("");
      layer = null;
    },
  };
}
