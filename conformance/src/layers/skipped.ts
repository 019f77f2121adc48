/** What a record says of a check that was not made. */
export function skipped(reason: string) {
  return { verdict: "skipped" as const, durationMs: 0, reason, findings: [] };
}
