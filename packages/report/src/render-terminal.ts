import { checkOptions, type OptionNames } from "@seedbed/core";
import pc from "picocolors";
import { isOtherSize } from "./figures.ts";
import { type Noted, type OperationRow, operationRows, otherOutcome } from "./operation-rows.ts";
import {
  countVerdicts,
  describeParity,
  emulationNotice,
  findingWords,
  provenanceLine,
  providerLabel,
  showValue,
  summaryLine,
  verdictOrder,
} from "./phrases.ts";
import { plainText } from "./plain-text.ts";
import type { CheckRecord, Finding, RunRecord, Verdict } from "./run-record.ts";
import { spentLines } from "./spent-lines.ts";
import { coverageTable } from "./terminal-coverage.ts";
import { type CellLine, layOutRow, wrapText } from "./text-table.ts";

type Palette = ReturnType<typeof pc.createColors>;

const maxWarnings = 5;

/** Longer values of a finding are cut, and say so. */
const longestValue = 400;

const verdictPaint = (palette: Palette, verdict: Verdict) =>
  verdict === "ok"
    ? palette.green
    : verdict === "skipped"
      ? palette.dim
      : verdict === "drift"
        ? palette.yellow
        : palette.red;

/**
 * The run as text for a terminal; its first line leads with how the fixtures came to be.
 *
 * @param options.colour Whether to use ANSI colours.
 * @param options.width Columns. From 80 to 120. @default 80
 */
export function renderTerminal(record: RunRecord, options: { colour: boolean; width?: number }): string {
  checkOptions("renderTerminal", options, { colour: true, width: true } satisfies OptionNames<typeof options>);
  const palette = pc.createColors(options.colour);
  const width = Math.min(Math.max(options.width ?? 80, 80), 120);
  const notice = emulationNotice(record);
  const lines = [
    `${palette.bold(provenanceLine(record))}  ${palette.dim(`(fixtures; seedbed ${record.tool.version})`)}`,
    ...(notice === null ? [] : ["", ...wrapText(`Emulated run. ${notice}`, width).map((line) => palette.cyan(line))]),
    ...operationTable(record, palette, width),
    ...coverageTable(record, palette, width),
    ...spending(record, palette, width),
    ...listChecks(record, palette, width),
    ...listWarnings(record, palette, width),
    "",
    palette.bold(verdictPaint(palette, record.exitCode === 0 ? "ok" : "violation")(summaryLine(record))),
  ];
  return `${lines.join("\n")}\n`;
}

function spending(record: RunRecord, palette: Palette, width: number): string[] {
  const lines = spentLines(record).flatMap((line) => indent(plainText(line), 2, width));
  return lines.length === 0 ? [] : ["", palette.bold("Spent"), ...lines];
}

function operationTable(record: RunRecord, palette: Palette, width: number): string[] {
  const rows = operationRows(record);
  if (rows.length === 0) return [];
  const first = Math.min(width - 52, Math.max(18, ...rows.map((row) => row.operation.length + 2)));
  const rest = width - first - 6;
  const widths = [first, Math.floor(rest / 3), Math.ceil(rest / 3), Math.floor(rest / 3)];
  const heading = [
    ["  Operation", "    outcome", "    fixtures"],
    ["Latency", "claim"],
    ["Cost, generation", "basis"],
    ["Image size", "what was asked"],
  ];
  const lines = ["", ...layOutRow(cells(heading, palette.dim), widths)];
  for (const { id } of record.providers) {
    const other = otherOutcome(record, id);
    const specs = Object.keys(other).length === 0 ? "" : palette.dim(`  spec: ${countVerdicts(other)}`);
    lines.push(palette.dim("─".repeat(width)), palette.bold(providerLabel(id, record.providers)) + specs);
    for (const row of rows.filter(({ provider }) => provider === id)) {
      lines.push(...layOutRow(rowCells(row, palette), widths));
      for (const parity of row.parity)
        lines.push(...indent(plainText(`parity: ${describeParity(parity)}`), 4, width, palette.yellow));
    }
  }
  return lines;
}

const cells = (texts: string[][], paint: (text: string) => string): CellLine[][] =>
  texts.map((cell) => cell.map((text) => ({ text, paint })));

function rowCells(row: OperationRow, palette: Palette): CellLine[][] {
  const { recorded, documented, synthetic } = row.fixtures;
  const worst = verdictOrder.find((verdict) => (row.outcome[verdict] ?? 0) > 0) ?? "skipped";
  const ran = row.generations > 0;
  return [
    [
      { text: `  ${row.operation}`, paint: palette.bold },
      { text: `    ${countVerdicts(row.outcome)}`, paint: verdictPaint(palette, worst) },
      { text: `    ${recorded} rec, ${documented} doc, ${synthetic} syn`, paint: palette.dim },
    ],
    [{ text: ran ? row.latency : "not run" }, { text: `claim: ${row.claim}`, paint: palette.dim }],
    ran ? row.costs.flatMap((cost) => notedLines(cost, palette.dim)) : [],
    row.sizes.flatMap((size) => notedLines(size, isOtherSize(size.note) ? palette.yellow : palette.dim)),
  ];
}

const notedLines = ({ figures, note }: Noted, paint: (text: string) => string): CellLine[] => [
  ...figures.map((text) => ({ text })),
  { text: note, paint },
];

function listChecks(record: RunRecord, palette: Palette, width: number): string[] {
  return verdictOrder.flatMap((verdict) => {
    const checks = verdict === "ok" ? [] : record.checks.filter((check) => check.verdict === verdict);
    if (verdict === "skipped") return describeSkips(checks, palette, width);
    return checks.flatMap((check) => ["", ...describeCheck(check, palette, width)]);
  });
}

/** Skips share few reasons: each is said once. */
function describeSkips(checks: readonly CheckRecord[], palette: Palette, width: number): string[] {
  return [...Map.groupBy(checks, ({ reason }) => reason ?? "no reason given")].flatMap(([reason, group]) => [
    "",
    `${palette.dim("skipped")}    ${plainText(reason)}`,
    ...indent(plainText(group.map(({ id }) => id).join(", ")), 11, width, palette.dim),
  ]);
}

/** What wants a look and is not wrong: the first few, and how many more there are. */
function listWarnings({ checks }: RunRecord, palette: Palette, width: number): string[] {
  const warned = checks.flatMap(({ id, warning }) => (warning === undefined ? [] : [`${id}: ${warning}`]));
  const more = warned.length - maxWarnings;
  const lines = warned.slice(0, maxWarnings).flatMap((text) => indent(plainText(text), 11, width));
  if (lines.length === 0) return [];
  return ["", palette.yellow("warning"), ...lines, ...(more > 0 ? [`           and ${more} more`] : [])];
}

function describeCheck(check: CheckRecord, palette: Palette, width: number): string[] {
  const label = check.verdict.padEnd(9);
  return [
    `${verdictPaint(palette, check.verdict)(label)}  ${palette.bold(plainText(check.id))}`,
    ...(check.file ? indent(plainText(check.file), 11, width, palette.dim) : []),
    ...(check.reason ? indent(plainText(check.reason), 11, width) : []),
    ...check.findings.flatMap((finding) => describeFinding(finding, palette, width)),
  ];
}

function describeFinding(finding: Finding, palette: Palette, width: number): string[] {
  const values = (["expected", "actual"] as const).flatMap((key) => {
    if (!(key in finding)) return [];
    const text = plainText(showValue(finding[key]));
    const shown = text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
    return layOutRow([[], [{ text: key, paint: palette.dim }], [{ text: shown }]], [11, 8, width - 25]);
  });
  return [...indent(plainText(findingWords(finding)), 11, width), ...values];
}

function indent(text: string, by: number, width: number, paint = (line: string): string => line): string[] {
  return wrapText(text, width - by).map((line) => " ".repeat(by) + paint(line));
}
