import type { BenchRecord } from "../bench-record.ts";

/** Whether a run is unfinished: cells of its plan were not sent, or it was stopped. */
export function isInterim({ attempts, stopped }: BenchRecord): boolean {
  return stopped !== null || attempts.some(({ outcome, warmUp }) => outcome === "not-sent" && !warmUp);
}

/** Why a run gives no verdict, in a sentence; null where it does. */
export function noVerdict(record: BenchRecord): string | null {
  if (record.emulated) {
    return "An emulator answered: its latencies are drawn from the providers' claims, so they say nothing about the providers.";
  }
  if (isInterim(record)) {
    return "The run is not finished: whoever looks after every pair and stops at a difference finds one in a quarter of the runs that have none. Resume it for a verdict.";
  }
  return null;
}
