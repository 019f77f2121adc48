import { coverageKinds, coverageRows, neverLive, percentOf } from "./coverage-rows.ts";
import { formatDuration } from "./figures.ts";
import { type Noted, type OperationRow, operationRows } from "./operation-rows.ts";
import {
  countVerdicts,
  describeParity,
  emulationNotice,
  findingWords,
  provenanceLine,
  showValue,
  summaryLine,
  verdictOrder,
} from "./phrases.ts";
import { plainText } from "./plain-text.ts";
import type { CheckRecord, RunRecord } from "./run-record.ts";
import { spentLines } from "./spent-lines.ts";

/** The run as GitHub Markdown, for the summary of a CI job. */
export function renderMarkdown(record: RunRecord): string {
  const notice = emulationNotice(record);
  const blocks = [
    `**${provenanceLine(record)}**`,
    `## Seedbed check: ${escapeMarkdown(summaryLine(record))}`,
    ...(notice === null ? [] : [`> **Emulated run.** ${escapeMarkdown(notice)}`]),
    table(operationRows(record)),
    ...spending(record),
    ...coverageBlocks(record),
    ...details(record),
    `<sub>seedbed ${escapeMarkdown(record.tool.version)}, Node ${escapeMarkdown(record.tool.node)}, ${escapeMarkdown(record.startedAt)}, ${formatDuration(record.durationMs)}</sub>`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const noted = ({ figures, note }: Noted): string => `${figures.join(" or ")}, ${note}`;

function table(rows: readonly OperationRow[]): string {
  if (rows.length === 0) return "";
  const heads = [
    "Provider",
    "Operation",
    "Outcome",
    "Latency",
    "Claim, not judged",
    "Cost of a generation",
    "Image size",
    "Parity",
    "Fixtures: recorded / documented / synthetic",
  ];
  const lines = rows.map((row) => [
    row.label,
    row.operation,
    countVerdicts(row.outcome),
    row.generations === 0 ? "not run" : row.latency,
    row.claim,
    row.generations === 0 ? "not run" : row.costs.map(noted).join("\n"),
    row.sizes.map(noted).join("\n"),
    row.parity.map(describeParity).join("\n"),
    `${row.fixtures.recorded} / ${row.fixtures.documented} / ${row.fixtures.synthetic}`,
  ]);
  const cell = (text: string) => text.split("\n").map(escapeMarkdown).join("<br>");
  return [heads, heads.map(() => "---"), ...lines.map((line) => line.map(cell))]
    .map((line) => `| ${line.join(" | ")} |`)
    .join("\n");
}

function spending(record: RunRecord): string[] {
  const lines = spentLines(record).map((line) => `- ${escapeMarkdown(line)}`);
  return lines.length === 0 ? [] : [`**Spent**\n\n${lines.join("\n")}`];
}

function coverageBlocks(record: RunRecord): string[] {
  const rows = coverageRows(record).filter(({ total }) => total > 0);
  if (rows.length === 0) return [];
  const kinds = coverageKinds(record);
  const heads = ["Provider", "Layer", ...kinds, "In all"];
  const lines = rows.map((row) => [
    row.provider,
    row.layer,
    ...kinds.map((kind) => (row.covered === 0 ? "–" : `${percentOf(row, kind) ?? "–"}`)),
    `${row.covered} of ${row.total}`,
  ]);
  const table = [heads, heads.map((_, at) => (at < 2 ? "---" : "--:")), ...lines].map(
    (line) => `| ${line.map((text) => (/^-+:?$/.test(text) ? text : escapeMarkdown(text))).join(" | ")} |`,
  );
  const unseen = rows.filter(({ layer, missing }) => layer === "live" && missing.length > 0);
  const never = unseen.map((row) => `- ${escapeMarkdown(`${row.provider} ${neverLive(row, 10)}`)}`);
  return [
    `### Coverage of the specs, percent of what they state\n\n${table.join("\n")}`,
    ...(never.length === 0
      ? []
      : [`<details><summary>Never exercised live</summary>\n\n${never.join("\n")}\n\n</details>`]),
  ];
}

function details(record: RunRecord): string[] {
  return verdictOrder.flatMap((verdict) => {
    const checks = verdict === "ok" ? [] : record.checks.filter((check) => check.verdict === verdict);
    if (checks.length === 0) return [];
    const open = verdict === "violation" ? " open" : "";
    const summary = `<summary>${countVerdicts({ [verdict]: checks.length })}</summary>`;
    return [`<details${open}>${summary}\n\n${checks.map(describeCheck).join("\n")}\n\n</details>`];
  });
}

function describeCheck(check: CheckRecord): string {
  const file = check.file === undefined ? "" : `, ${escapeMarkdown(check.file)}`;
  const reason = check.reason === undefined ? "" : `: ${escapeMarkdown(check.reason)}`;
  const findings = check.findings.map((finding) => {
    const values = (["expected", "actual"] as const)
      .filter((key) => key in finding)
      .map((key) => `; ${key} ${escapeMarkdown(showValue(finding[key]))}`);
    return `\n  - ${escapeMarkdown(findingWords(finding))}${values.join("")}`;
  });
  return `- **${escapeMarkdown(check.id)}**${file}${reason}${findings.join("")}`;
}

/** Makes any text plain words in Markdown: no tag, link, mention, emphasis or new line. */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]#|~!]/g, "\\$&")
    .replace(/@/g, "&#64;")
    .replace(/:\/\//g, "&#58;//");
}
