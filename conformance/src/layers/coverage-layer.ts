import type { CoverageRecord } from "@seedbed/report";
import { belowFloor } from "../coverage/coverage-floor.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { verdictOf } from "../run/verdict.ts";
import type { Recorder } from "./notes.ts";

/** Holds what was exercised against its floor: each layer that ran whole. */
export function coverageLayer(
  { coverageFloor, only, servers, cases, onLayer }: CheckOptions,
  records: readonly CoverageRecord[],
  emulated: ReadonlySet<string>,
  { done }: Recorder,
): void {
  if (!coverageFloor || only !== undefined) return;
  const held = records.flatMap((record) => {
    const { layer, provider } = record;
    const ranWhole = layer === "replay" || (emulated.has(provider) && servers.includes(provider) && cases.length > 0);
    const floor = layer === "live" || !ranWhole ? undefined : coverageFloor.providers[provider]?.[layer];
    return floor ? [{ record, floor }] : [];
  });
  if (held.length === 0) return;
  onLayer?.("coverage", held.length);
  for (const { record, floor } of held) {
    const findings = belowFloor(record, floor);
    done({
      id: `${record.provider}/coverage/${record.layer}`,
      layer: "coverage",
      provider: record.provider,
      title: `what is exercised of the spec on the layer ${record.layer} is not below its floor`,
      verdict: verdictOf(findings),
      durationMs: 0,
      file: coverageFloor.file,
      findings,
    });
  }
}
