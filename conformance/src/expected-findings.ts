import { readFile } from "node:fs/promises";
import type { CheckRecord } from "@seedbed/report";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { InputError } from "./input-error.ts";
import { nearCheck } from "./near-check.ts";
import { verdictOf } from "./verdict.ts";

/** A finding that is known beforehand. */
export interface ExpectedFinding {
  /** The id of the check that has it. */
  readonly check: string;
  /** Its field. */
  readonly field: string;
  /** Why it is expected: one sentence. */
  readonly reason: string;
  /** Where it is listed: `expected.yaml:12`. */
  readonly place: string;
}

const keys = ["check", "field", "reason"] as const;

/**
 * Reads a list of expected findings: YAML, each entry with `check`, `field` and `reason`.
 *
 * @throws InputError with file and line, where it is no such list
 */
export async function loadExpectedFindings(file: string): Promise<ExpectedFinding[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new InputError(`The file of expected findings ${file} cannot be read.`);
  });
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const placeOf = (offset: number | undefined) => `${file}:${lineCounter.linePos(offset ?? 0).line}`;
  const [problem] = document.errors;
  if (problem) {
    const words = problem.code === "MULTIPLE_DOCS" ? "it holds several documents." : problem.message.split("\n")[0];
    throw new InputError(`${placeOf(problem.pos[0])} is not valid YAML: ${words}`);
  }
  if (!isSeq(document.contents)) throw new InputError(`${placeOf(0)} is not a list of expected findings.`);
  const listed = document.contents.items.map((item): ExpectedFinding => {
    const place = placeOf(isMap(item) || isScalar(item) ? item.range?.[0] : 0);
    const entry: Record<string, unknown> = isMap(item) ? item.toJSON() : {};
    const [surplus] = Object.keys(entry).filter((key) => !keys.some((known) => known === key));
    if (surplus) throw new InputError(`${place}: an expected finding has no "${surplus}"; it has ${keys.join(", ")}.`);
    const { check, field, reason } = entry;
    if (typeof check !== "string" || typeof field !== "string" || typeof reason !== "string" || reason.trim() === "")
      throw new InputError(`${place}: an expected finding needs ${keys.join(", ")}, each a text.`);
    return { check, field, reason, place };
  });
  const places = new Map<string, string>();
  for (const { check, field, place } of listed) {
    const finding = JSON.stringify([check, field]);
    const earlier = places.get(finding);
    if (earlier !== undefined)
      throw new InputError(`${place}: the finding of ${check} at ${field} is listed already, at ${earlier}.`);
    places.set(finding, place);
  }
  return listed;
}

/** Marks what was expected, and adds what was expected in vain: a list that is no longer true is a finding too. */
export function markExpected(record: CheckRecord, expected: readonly ExpectedFinding[]): CheckRecord {
  const mine = expected.filter(({ check }) => check === record.id);
  if (mine.length === 0 || !["ok", "violation", "drift"].includes(record.verdict)) return record;
  const marked = record.findings.map((finding) => {
    const known = mine.find(({ field }) => field === finding.field);
    return known ? { ...finding, known: known.reason } : finding;
  });
  const stale = mine
    .filter(({ field }) => !record.findings.some((finding) => finding.field === field))
    .map(({ field, place }) => ({
      field,
      message: `${place} expects a finding at ${field}, and there is none any more`,
    }));
  const findings = [...marked, ...stale];
  return { ...record, verdict: verdictOf(findings), findings };
}

/**
 * Holds that every entry names a check that there is.
 *
 * @param others - providers that are not checked, whose entries are ignored
 * @throws InputError with file and line
 */
export function checkExpectedChecks(
  expected: readonly ExpectedFinding[],
  known: readonly string[],
  others: readonly string[],
): void {
  for (const { check, place } of expected) {
    if (known.includes(check) || others.some((id) => check.startsWith(`${id}/`))) continue;
    throw new InputError(`${place}: there is no check "${check}"${nearCheck(check, known)}.`);
  }
}
