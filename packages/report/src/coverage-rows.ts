import type { CoverageRecord, RunRecord } from "./run-record.ts";

/** What one layer exercised of one provider's spec, as the tables of every format show it. */
export interface CoverageRow extends CoverageRecord {
  /** How many in all. */
  covered: number;
  /** How many the spec states. */
  total: number;
}

/** The coverage by provider, its layers together. */
export function coverageRows({ coverage, providers }: RunRecord): CoverageRow[] {
  const order = [...new Set([...providers.map(({ id }) => id), ...coverage.map(({ provider }) => provider)])];
  return order.flatMap((id) => coverage.filter(({ provider }) => provider === id).map(withSums));
}

function withSums(record: CoverageRecord): CoverageRow {
  const sum = (part: "covered" | "total") => record.kinds.reduce((total, kind) => total + kind[part], 0);
  return { ...record, covered: sum("covered"), total: sum("total") };
}

/** Every kind that occurs, in the order of the records. */
export function coverageKinds({ coverage }: RunRecord): string[] {
  return [...new Set(coverage.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)))];
}

/** Whole percent, never 100 where anything is missing and never 0 where something is not; null where nothing is stated. */
export function percentOf(row: CoverageRecord, kind: string): number | null {
  const found = row.kinds.find((each) => each.kind === kind);
  if (!found) return null;
  const { covered, total } = found;
  return covered === 0 ? 0 : Math.max(1, Math.floor((covered * 100) / total));
}

/** What was not exercised, by kind, without the kind before each name. */
export function missingByKind({ missing }: CoverageRecord): [kind: string, names: string[]][] {
  const split = missing.map((text) => {
    const at = text.indexOf(": ");
    return at < 0 ? { kind: "other", name: text } : { kind: text.slice(0, at), name: text.slice(at + 2) };
  });
  return [...Map.groupBy(split, ({ kind }) => kind)].map(([kind, group]) => [kind, group.map(({ name }) => name)]);
}

/** What live runs never exercised of a spec, in a line: `115 of 115: operation seedream5Lite, …`. */
export function neverLive({ covered, total, missing }: CoverageRow, names = 3): string {
  const first = missing.slice(0, names).map((name) => name.replace(": ", " "));
  const more = missing.length - first.length;
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${total - covered} of ${total}: ${first.join(", ")}${rest}`;
}
