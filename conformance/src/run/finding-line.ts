import { readFile } from "node:fs/promises";
import type { Finding } from "@seedbed/report";
import { lineOf } from "../fixture/checked-json.ts";

/** The line of a fixture that its first finding is about: one that breaks the contract before what is only undocumented. */
export async function lineOfFirst(findings: readonly Finding[], file: string): Promise<{ line?: number }> {
  const first = findings.find(({ drift }) => drift === undefined) ?? findings[0];
  if (!first) return {};
  return { line: lineOf(await readFile(file, "utf8"), placeOf(first.field)) };
}

/** Where a field stands in a fixture: what a witness calls the body of an answer is written as `json` there. */
function placeOf(field: string): string[] {
  const steps = field.split(/[.[\]]+/).filter((step) => step !== "");
  const [first, , side, part] = steps;
  return first === "exchanges" && side === "response" && part === "body" ? steps.with(3, "json") : steps;
}
