import { allModels, estimate, type Target } from "@seedbed/compare";
import type { ClientOptions, Provider } from "@seedbed/core";
import type { GenerationRecord } from "@seedbed/report";
import type { CheckOptions } from "../run/check-options.ts";
import { type Smoked, smoke, unfit } from "../smoke/smoke.ts";
import type { Case } from "../smoke/smoke-cases.ts";
import type { Spec } from "../spec/create-spec.ts";
import { checkApi } from "./check-api.ts";
import type { Recorder } from "./notes.ts";
import { skipped } from "./skipped.ts";
import { stopReason } from "./stop-reason.ts";
import { timed } from "./timed.ts";

/**
 * One generation after the other, the cheapest first, so that a budget reaches as far as it can; at a high time scale what
 * this machine does beside would count as latency. Gives the ids of the providers that were emulated.
 */
export async function smokeLayer(
  options: CheckOptions,
  specs: Map<string, Spec>,
  { done, see }: Recorder,
  generations: GenerationRecord[],
): Promise<Set<string>> {
  const emulated = new Set<string>();
  if (options.cases.length === 0) return emulated;
  const idOf = (model: string, testCase: Case) => `${model}/${testCase.id}`;
  const listed = options.providers.flatMap((provider) => {
    const destination = options.destination(provider);
    return allModels([provider])
      .flatMap((target) => options.cases.map((testCase) => ({ target, testCase, id: idOf(target.model.id, testCase) })))
      .filter(({ id }) => options.only === undefined || options.only === id)
      .map((run) => ({ ...run, provider, destination }));
  });
  const isHeld = ({ id }: Provider) => options.only === undefined && options.servers.includes(id); // before its cases
  for (const [provider, [first]] of Map.groupBy(listed, ({ provider }) => provider))
    if (first && !isHeld(provider) && stopReason(options) === undefined) await checkApi(provider, first.destination);
  options.onLayer?.("smoke", listed.length);
  for (const { provider, destination, target, testCase, id } of cheapestFirst(listed)) {
    const spec = specs.get(provider.id);
    const base = {
      id,
      layer: "smoke" as const,
      provider: provider.id,
      title: `${testCase.title} (${target.model.id})`,
    };
    const reason = unfit(target, testCase) ?? destination.closed ?? stopReason(options);
    if (reason !== undefined || !spec) {
      const operation = servedBy(provider, target.model.id);
      done({ ...base, operation, ...skipped(reason ?? "there is no spec") });
      continue;
    }
    const { value, durationMs } = await timed(() =>
      guarded(() => smoke(target, testCase, id, { ...destination, spec, keep: options.keep })),
    );
    if (destination.emulated()) emulated.add(provider.id);
    if (value.verdict === "skipped") {
      done({ ...base, ...skipped(value.findings[0]?.message ?? "nothing was sent"), durationMs });
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
  const order = (record: GenerationRecord) => listed.findIndex(({ id }) => id === record.checkId);
  generations.sort((a, b) => order(a) - order(b));
  return emulated;
}

/** A generation that is planned. */
interface PlannedRun {
  readonly target: Target;
  readonly testCase: Case;
  readonly destination: { readonly client: ClientOptions };
}

/** By what each may cost at worst, every currency by itself; last those whose cost is unknown. */
export function cheapestFirst<Run extends PlannedRun>(runs: readonly Run[]): Run[] {
  const costOf = ({ target, testCase, destination }: Run) => {
    if (unfit(target, testCase) !== undefined) return null;
    const { prices } = destination.client;
    return estimate(target, testCase.request, prices ? { prices } : {}).cost;
  };
  const ranked = runs.map((run) => ({ run, cost: costOf(run) }));
  const rank = ({ cost }: (typeof ranked)[number]) => (cost === null ? 2 : cost.currency === "USD" ? 0 : 1);
  return ranked.toSorted((a, b) => rank(a) - rank(b) || (a.cost?.max ?? 0) - (b.cost?.max ?? 0)).map(({ run }) => run);
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
