import { allModels } from "@seedbed/compare";
import type { Provider } from "@seedbed/core";
import type { GenerationRecord } from "@seedbed/report";
import type { CheckOptions } from "../check-options.ts";
import { type Smoked, smoke, unfit } from "../smoke.ts";
import type { Case } from "../smoke-cases.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { Notes } from "./notes.ts";
import { timed } from "./timed.ts";

/**
 * One generation after the other: at a high time scale what this machine does beside counts as latency. Gives the ids of
 * the providers that were emulated.
 */
export async function smokeLayer(
  options: CheckOptions,
  specs: Map<string, Spec>,
  { done, see }: Notes,
  generations: GenerationRecord[],
): Promise<Set<string>> {
  const emulated = new Set<string>();
  if (options.cases.length === 0) return emulated;
  const idOf = (model: string, testCase: Case) => `${model}/${testCase.id}`;
  const planned = options.providers.map((provider) => ({
    provider,
    runs: allModels([provider])
      .flatMap((target) => options.cases.map((testCase) => ({ target, testCase, id: idOf(target.model.id, testCase) })))
      .filter(({ id }) => options.only === undefined || options.only === id),
  }));
  options.onLayer?.(
    "smoke",
    planned.reduce((sum, { runs }) => sum + runs.length, 0),
  );
  for (const { provider, runs } of planned) {
    const destination = options.destination(provider);
    const spec = specs.get(provider.id);
    for (const { target, testCase, id } of runs) {
      const base = {
        id,
        layer: "smoke" as const,
        provider: provider.id,
        title: `${testCase.title} (${target.model.id})`,
      };
      const reason = unfit(target, testCase) ?? destination.closed;
      if (reason !== undefined || !spec) {
        done({
          ...base,
          operation: servedBy(provider, target.model.id),
          verdict: "skipped",
          durationMs: 0,
          reason: reason ?? "there is no spec",
          findings: [],
        });
        continue;
      }
      const { value, durationMs } = await timed(() =>
        guarded(() => smoke(target, testCase, id, { ...destination, spec, keep: options.keep })),
      );
      if (destination.emulated()) emulated.add(provider.id);
      if (value.verdict === "skipped") {
        done({
          ...base,
          verdict: "skipped",
          durationMs,
          reason: value.findings[0]?.message ?? "nothing was sent",
          findings: [],
        });
        continue;
      }
      if ("generation" in value) {
        generations.push(value.generation);
        see(destination.emulated() ? "emulator" : "live", provider.id, value.exchanges);
      }
      const made = "generation" in value ? value : undefined;
      const record = {
        ...base,
        ...(made ? { operation: made.generation.operation } : {}),
        verdict: value.verdict,
        durationMs,
        findings: [...value.findings],
      };
      done(record, made?.exchanges);
    }
  }
  const order = (record: GenerationRecord) =>
    planned.flatMap(({ runs }) => runs.map(({ id }) => id)).indexOf(record.checkId);
  generations.sort((a, b) => order(a) - order(b));
  return emulated;
}

/** The first operation of a model: a case that it cannot take stands beside it. */
function servedBy({ operations, id }: Provider, model: string): string {
  return Object.values(operations).find((operation) => operation.model === model)?.operationId ?? id;
}

/** A fault of our own is a verdict too, and does not end the run. */
async function guarded(run: () => Promise<Smoked>): Promise<Smoked | Omit<Smoked, "generation" | "exchanges">> {
  try {
    return await run();
  } catch (error) {
    return {
      verdict: "harness",
      findings: [{ field: "", message: error instanceof Error ? error.message : String(error) }],
    };
  }
}
