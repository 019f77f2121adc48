import type { BenchRecord } from "@seedbed/bench";
import { emulatedNote } from "../session/generation-text.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { outcomeText } from "./bench-text.ts";
import { type Gates, judgementText } from "./gates.ts";
import { writeReports } from "./write-reports.ts";

/** How a run is told. */
export interface TellOptions {
  /** Where it is kept. */
  readonly folder: string;
  readonly gates: Gates;
  readonly json: boolean;
  /** How to go on where not all was sent; absent where it cannot. */
  readonly goOn?: string;
  /** Where unknown outcomes are seen. */
  readonly ledger: string;
}

/** Judges a run, writes its reports and tells what came of it. Gives the exit code. */
export async function printRun(
  record: BenchRecord,
  { folder, gates, json, goOn, ledger }: TellOptions,
  terminal: Terminal,
): Promise<number> {
  const { attempts, spent, stopped, seed, name, emulated, timeScale } = record;
  const outcomes = { delivered: 0, partial: 0, failed: 0, unknown: 0, "not-sent": 0 };
  for (const { outcome } of attempts) outcomes[outcome] += 1;
  const judgement = await gates.judge(record);
  await writeReports(record, { ...gates, folder }, terminal);
  if (json) {
    const of = { folder, name, emulated, timeScale, seed };
    terminal.stdout(`${JSON.stringify({ ...of, cells: attempts.length, outcomes, spent, stopped, ...judgement })}\n`);
  } else terminal.stdout(`${outcomeText(record)}${judgementText(judgement)}`);
  if (emulated) terminal.stderr(emulatedNote(timeScale));
  if (stopped !== null || outcomes["not-sent"] > 0)
    terminal.stderr(`Not all was sent.${goOn === undefined || isSpent(record) ? "" : ` Go on with: ${goOn}`}\n`);
  if (outcomes.unknown > 0)
    terminal.stderr(`What became of ${outcomes.unknown} is not known, and they are not sent again: see ${ledger}\n`);
  return stopped === null && !judgement.failed ? 0 : 1;
}

/** Whether the budget ended it: going on would end at once again. */
function isSpent({ stopped, attempts }: BenchRecord): boolean {
  return stopped !== null && attempts.some(({ failure }) => failure?.name === "BudgetExceededError");
}
