import { formatDuration } from "./figures.ts";
import type { Finding, ParityRecord, ProviderRecord, RunRecord, Verdict } from "./run-record.ts";

/** Every verdict, the gravest first. */
export const verdictOrder = [
  "violation",
  "harness",
  "transport",
  "drift",
  "skipped",
  "ok",
] as const satisfies Verdict[];

/** What every report leads with. */
export function provenanceLine({ provenance }: RunRecord): string {
  return `recorded ${provenance.recorded}, documented ${provenance.documented}, synthetic ${provenance.synthetic}`;
}

/** `segmind`, or `segmind (emulated)` where its generations went to the emulator. */
export function providerLabel(id: string, providers: readonly ProviderRecord[]): string {
  return providers.find((provider) => provider.id === id)?.emulated ? `${id} (emulated)` : id;
}

/** What an emulated run cannot prove; null for a run without the emulator. */
export function emulationNotice({ emulated, timeScale }: RunRecord): string | null {
  if (!emulated) return null;
  return (
    "Where a name says (emulated), answers and images come from the emulator on this machine, " +
    `at time scale ${timeScale ?? "unknown"}. Latencies are drawn from the documents, hold the wait for the ` +
    "next poll and, if the emulator is another process, this machine's own delays, and prove nothing about the companies. " +
    "Nothing here ranks or judges a provider."
  );
}

/** The outcome of the run in a word. */
export function outcomeWord({ exitCode }: RunRecord): "Passed" | "Failed" | "Inconclusive" {
  if (exitCode === 0) return "Passed";
  return exitCode === 1 ? "Failed" : "Inconclusive";
}

const plurals: Partial<Record<Verdict, string>> = { violation: "violations" };

/** `12 ok, 1 violation`: the verdicts that occur, `ok` first, then the gravest. */
export function countVerdicts(verdicts: Partial<Record<Verdict, number>>): string {
  const parts = (["ok", ...verdictOrder.slice(0, -1)] as const).flatMap((verdict) => {
    const count = verdicts[verdict] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? verdict : (plurals[verdict] ?? verdict)}`];
  });
  return parts.length === 0 ? "no checks" : parts.join(", ");
}

/** The whole run in a line. */
export function summaryLine(record: RunRecord): string {
  return `${outcomeWord(record)}: ${countVerdicts(record.verdicts)} in ${formatDuration(record.durationMs)}`;
}

/** A finding on one line: its sentence alone where it is of no field. */
export function findingWords({ field, message }: Finding): string {
  return field === "" ? message : `${field}: ${message}`;
}

/** A value of a finding or a setting, on one line: JSON, or the words of a string. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a setting reached the provider otherwise than it was asked for. */
export function isLossy({ status }: ParityRecord): boolean {
  return status === "approximated" || status === "dropped" || status === "unchecked";
}

/** A setting on one line, in words also where the provider takes it in several fields. */
function showSetting(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return showValue(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${showSetting(inner)}`)
    .join(", ");
}

/** `aspectRatio 3:2 → landscape_4_3, approximated`. */
export function describeParity({ setting, requested, sent, status }: ParityRecord): string {
  const path = status === "dropped" ? showSetting(requested) : `${showSetting(requested)} → ${showSetting(sent)}`;
  return `${setting} ${path}, ${status}`;
}
