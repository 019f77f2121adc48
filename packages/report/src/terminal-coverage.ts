import type pc from "picocolors";
import { type CoverageRow, coverageKinds, coverageRows, neverLive, percentOf } from "./coverage-rows.ts";
import type { RunRecord } from "./run-record.ts";
import { wrapText } from "./text-table.ts";

type Palette = ReturnType<typeof pc.createColors>;

/** Ten kinds fit into 80 columns by these names. */
const shortNames: Readonly<Record<string, string>> = {
  operation: "call",
  "media type": "type",
  parameter: "param",
  property: "prop",
  transition: "step",
};
const labelWidth = 22;

/** What of the specs was exercised: a line for each provider and layer, percent for each kind. */
export function coverageTable(record: RunRecord, palette: Palette, width: number): string[] {
  const rows = coverageRows(record).filter(({ total }) => total > 0);
  if (rows.length === 0) return [];
  const kinds = coverageKinds(record);
  const columns = kinds.map((kind) => (shortNames[kind] ?? kind).slice(0, 6));
  const line = (label: string, cells: readonly string[]) =>
    label.padEnd(labelWidth) + cells.map((cell, at) => cell.padStart((columns[at]?.length ?? 0) + 1)).join("");
  const table = rows.map((row, at) => {
    const label = rows[at - 1]?.provider === row.provider ? "" : row.provider;
    const cells = kinds.map((kind) => String(percentOf(row, kind) ?? "–"));
    const text = line(`${label.slice(0, 12).padEnd(13)}${row.layer}`, row.covered === 0 ? [] : cells);
    return row.covered === 0 ? palette.dim(`${text.trimEnd()}  nothing exercised`) : text;
  });
  return [
    "",
    palette.dim("─".repeat(width)),
    palette.bold("Coverage of the specs") + palette.dim(", percent of what they state"),
    palette.dim(line("", columns)),
    ...table,
    ...liveLines(rows, palette, width),
  ];
}

function liveLines(rows: readonly CoverageRow[], palette: Palette, width: number): string[] {
  const unseen = rows.filter(({ layer, missing }) => layer === "live" && missing.length > 0);
  if (unseen.length === 0) return [];
  const lines = unseen.flatMap((row) =>
    wrapText(`${row.provider} ${neverLive(row, 2)}`, width - 4).map((text, at) =>
      at === 0 ? `  ${text}` : `    ${text}`,
    ),
  );
  return ["Never exercised live:", ...lines.map((text) => palette.dim(text))];
}
