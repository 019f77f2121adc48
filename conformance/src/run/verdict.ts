import type { Finding, Verdict } from "@seedbed/report";

/** What findings amount to: a broken contract counts more than something undocumented; what is known beforehand counts for nothing. */
export function verdictOf(findings: readonly Finding[]): Extract<Verdict, "ok" | "violation" | "drift"> {
  const counted = findings.filter(({ known }) => known === undefined);
  if (counted.some(({ drift }) => drift === undefined)) return "violation";
  return counted.length > 0 ? "drift" : "ok";
}
