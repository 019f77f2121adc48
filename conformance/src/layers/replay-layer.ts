import path from "node:path";
import { placeIn } from "../fixture/checked-json.ts";
import { ageWarning } from "../fixture/fixture-age.ts";
import { InputError } from "../input-error.ts";
import { seenInFixture } from "../replay/judge-fixture.ts";
import { replay } from "../replay/replay.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { lineOfFirst } from "../run/finding-line.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { Recorder } from "./notes.ts";
import { skipped } from "./skipped.ts";
import { stopReason } from "./stop-reason.ts";
import { timed } from "./timed.ts";

/** Replays every fixture that was chosen. */
export async function replayLayer(
  options: CheckOptions,
  specs: Map<string, Spec>,
  { done, see }: Recorder,
): Promise<void> {
  const { providers, fixtures, fixtureFolder, only, fixtureName = "conformance/fixtures", maxAgeDays = 180 } = options;
  const chosen = fixtures.filter(
    ({ id, provider }) =>
      providers.some((candidate) => candidate.id === provider) && (only === undefined || only === id),
  );
  const now = Date.now();
  options.onLayer?.("replay", chosen.length);
  for (const fixture of chosen) {
    const provider = providers.find(({ id }) => id === fixture.provider);
    const spec = specs.get(fixture.provider);
    if (!provider || !spec) continue; // chosen above
    if (!spec.operations.some(({ id }) => id === fixture.operation)) {
      const place = await placeIn(path.join(fixtureFolder, fixture.file), ["operation"]);
      throw new InputError(
        `${place} is of the operation ${fixture.operation}, which the spec of ${provider.id} has not.`,
      );
    }
    const base = {
      id: fixture.id,
      layer: "replay" as const,
      provider: fixture.provider,
      operation: fixture.operation,
      title: fixture.title,
      file: `${fixtureName}/${fixture.file}`,
    };
    const reason = stopReason(options);
    if (reason !== undefined) {
      done({ ...base, ...skipped(reason) });
      continue;
    }
    const { value, durationMs } = await timed(() =>
      replay(fixture, { provider, spec, folder: fixtureFolder, at: options.replayAt ?? "network" }),
    );
    see("replay", provider.id, seenInFixture(fixture, { provider, spec }));
    const warning = ageWarning(fixture, now, maxAgeDays);
    const record = {
      ...base,
      verdict: value.verdict,
      durationMs,
      ...(await lineOfFirst(value.findings, path.join(fixtureFolder, fixture.file))),
      provenance: fixture.provenance.kind,
      date: fixture.provenance.date,
      findings: [...value.findings],
      ...(warning === undefined ? {} : { warning }),
    };
    done(record, value.exchanges);
  }
}
