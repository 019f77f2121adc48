import { escapeJson } from "@seedbed/core";
import type { RunRecord } from "./run-record.ts";

/** The record itself, as `conformance/schemas/run.schema.json` describes it. */
export function renderJson(record: RunRecord): string {
  return `${escapeJson(JSON.stringify(record, null, 2))}\n`;
}
