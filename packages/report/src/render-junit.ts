import { type Markup, markup } from "./markup.ts";
import { findingWords, providerLabel, showValue } from "./phrases.ts";
import type { CheckRecord, Finding, RunRecord, Verdict } from "./run-record.ts";

// Written here and not by junit-xml, which writes a failure as an error and has no place for the reason of a skip.

const failed = (verdict: Verdict): boolean => verdict === "violation";
const broke = (verdict: Verdict): boolean => verdict === "harness" || verdict === "transport";

/**
 * The run as JUnit XML, one suite per layer and provider. A violation is a failure; transport and harness trouble are
 * errors; drift passes with a note.
 */
export function renderJunit(record: RunRecord): string {
  const groups = Map.groupBy(
    record.checks,
    ({ layer, provider }) => `${layer} ${providerLabel(provider, record.providers)}`,
  );
  const suites = [...groups].map(
    ([name, checks]) =>
      markup`\n  <testsuite name="${name}" ${totals(checks)} skipped="${checks.filter(({ verdict }) => verdict === "skipped").length}" timestamp="${record.startedAt}">${checks.map((check) => testCase(check, name))}\n  </testsuite>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="seedbed check" ${totals(record.checks, record.durationMs)}>${suites}\n</testsuites>`.text
  }\n`;
}

function totals(checks: readonly CheckRecord[], durationMs?: number): Markup {
  const time = durationMs ?? checks.reduce((sum, check) => sum + check.durationMs, 0);
  const failures = checks.filter(({ verdict }) => failed(verdict)).length;
  const errors = checks.filter(({ verdict }) => broke(verdict)).length;
  return markup`tests="${checks.length}" failures="${failures}" errors="${errors}" time="${seconds(time)}"`;
}

function testCase(check: CheckRecord, suite: string): Markup {
  const file = check.file === undefined ? null : markup` file="${check.file}"`;
  return markup`\n    <testcase classname="${suite}" name="${check.id}" time="${seconds(check.durationMs)}"${file}>${outcome(check)}</testcase>`;
}

function outcome(check: CheckRecord): Markup | null {
  const message = check.findings[0]?.message ?? check.reason ?? check.title;
  const details = check.findings.map(describe).join("\n");
  if (failed(check.verdict)) return markup`<failure type="${check.verdict}" message="${message}">${details}</failure>`;
  if (broke(check.verdict)) return markup`<error type="${check.verdict}" message="${message}">${details}</error>`;
  if (check.verdict === "skipped") return markup`<skipped message="${check.reason ?? "no reason given"}"/>`;
  return check.verdict === "drift" ? markup`<system-out>drift: ${details}</system-out>` : null;
}

function describe(finding: Finding): string {
  const values = (["expected", "actual"] as const).filter((key) => key in finding);
  return [findingWords(finding), ...values.map((key) => `  ${key}: ${showValue(finding[key])}`)].join("\n");
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
