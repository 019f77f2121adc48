import type { ContractCase } from "../contract/contract-case.ts";
import { curlLine } from "../contract/curl-line.ts";
import { judgeClient } from "../contract/judge-client.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { verdictOf } from "../run/verdict.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { Recorder } from "./notes.ts";
import { skipped } from "./skipped.ts";
import { stopReason } from "./stop-reason.ts";
import { timed } from "./timed.ts";

/** Holds each provider's client against the cases of its spec; the server is a script, and nothing leaves the process. */
export async function clientLayer(
  options: CheckOptions,
  specs: ReadonlyMap<string, Spec>,
  cases: readonly ContractCase[],
  { done, see }: Recorder,
): Promise<void> {
  const { providers, only } = options;
  const chosen = cases.filter((testCase) => isAskedFor(testCase, "client", only));
  options.onLayer?.("client", chosen.length);
  for (const testCase of chosen) {
    const provider = providers.find(({ id }) => id === testCase.provider);
    const spec = specs.get(testCase.provider);
    if (!provider || !spec) continue; // the cases were made from these
    const record = contractRecord(testCase, "client", spec, provider.baseUrl, provider.keyVariable);
    const reason = stopReason(options);
    if (reason !== undefined) {
      done({ ...record, ...skipped(reason) });
      continue;
    }
    const { value, durationMs } = await timed(async () => {
      try {
        const { findings, exchanges } = await judgeClient(provider, spec, testCase);
        see("replay", provider.id, exchanges);
        return { verdict: verdictOf(findings), findings, exchanges };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { verdict: "harness" as const, findings: [{ field: "", message }], exchanges: [] };
      }
    });
    const { exchanges, ...judged } = value;
    done({ ...record, ...judged, durationMs }, exchanges);
  }
}

/** What a record says of a case, whoever is held against it. */
export function contractRecord(
  testCase: ContractCase,
  layer: "client" | "server",
  spec: Spec,
  baseUrl: string,
  keyVariable: string,
) {
  return {
    id: layerId(testCase, layer),
    layer,
    provider: testCase.provider,
    operation: testCase.operation,
    title: testCase.title,
    statement: testCase.rests,
    curl: curlLine(spec, testCase, baseUrl, keyVariable),
  };
}

/** Whether `--case` names a case, or what one layer makes of it. */
export function isAskedFor(testCase: ContractCase, layer: "client" | "server", only: string | undefined): boolean {
  return only === undefined || only === testCase.id || only === layerId(testCase, layer);
}

/** What a case is called where one layer is held against it. */
export function layerId({ id }: ContractCase, layer: "client" | "server"): string {
  return id.replace("/contract/", `/${layer}/`);
}
