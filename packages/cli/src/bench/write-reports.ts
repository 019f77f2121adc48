import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { BenchRecord, Threshold } from "@seedbed/bench";
import { describeImage } from "@seedbed/core";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What the reports of a run are made with. */
export interface ReportsOptions {
  readonly folder: string;
  readonly thresholds: readonly Threshold[];
  /** Earlier runs of the same name. */
  readonly earlier: readonly BenchRecord[];
}

/** Writes every report into the folder of the run. Trouble with it is told: the run itself is kept. */
export async function writeReports(
  record: BenchRecord,
  { folder, thresholds, earlier }: ReportsOptions,
  terminal: Terminal,
): Promise<void> {
  try {
    const { renderBenchReports, summarize } = await import("@seedbed/bench/report");
    await renderBenchReports(record, (name, text) => writeFile(path.join(folder, name), text), {
      thresholds,
      history: earlier.map((run) => summarize(run)),
      readImage: (name) => imageOf(path.join(folder, name)),
      ...votesOf(folder),
    });
    terminal.stderr(`Report: ${path.join(folder, "index.html")}\n`);
  } catch (error) {
    const why = error instanceof Error && !("code" in error) ? error.message : reasonOf(error);
    terminal.stderr(`The reports could not be written (${why}); the run is in ${path.join(folder, "bench.json")}.\n`);
  }
}

function imageOf(file: string): { bytes: Uint8Array; mediaType: string } | null {
  const bytes = bytesOf(file);
  const mediaType = bytes && describeImage(bytes)?.mediaType;
  return bytes && mediaType ? { bytes, mediaType } : null;
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null; // it was not kept
  }
}

/** What people voted, where its export was put into the folder. */
function votesOf(folder: string): { votes?: unknown } {
  const bytes = bytesOf(path.join(folder, "votes.json"));
  return bytes ? { votes: JSON.parse(new TextDecoder().decode(bytes)) } : {};
}
