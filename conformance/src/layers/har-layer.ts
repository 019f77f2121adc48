import type { CheckOptions } from "../run/check-options.ts";
import { verdictOf } from "../run/verdict.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { HarExchange } from "../traffic/har.ts";
import type { Recorder } from "./notes.ts";
import { timed } from "./timed.ts";

/** Holds recorded traffic, whoever recorded it, against the specs. */
export async function harLayer(
  { har, providers, only, onLayer }: CheckOptions,
  specs: ReadonlyMap<string, Spec>,
  { done }: Recorder,
): Promise<void> {
  const chosen = (har ?? []).flatMap((exchange) => {
    const spec = specs.get(exchange.provider);
    if (!spec || !providers.some(({ id }) => id === exchange.provider)) return [];
    const id = harId(exchange, spec);
    return only === undefined || only === id ? [{ exchange, spec, operation: operationOf(exchange, spec), id }] : [];
  });
  if (chosen.length === 0) return;
  onLayer?.("har", chosen.length);
  for (const { exchange, spec, operation, id } of chosen) {
    // A browser writes 0 for what was blocked or given up, and leaves the key out of what it exports: who was served had one.
    const { status } = exchange.response;
    const answered = status >= 100;
    const { headers, ...withoutHeaders } = exchange.request;
    const request = status >= 200 && status < 300 ? withoutHeaders : { ...withoutHeaders, headers };
    const { value, durationMs } = await timed(async () => [
      ...spec.judgeRequest(answered ? request : withoutHeaders).map((finding) => ({
        ...finding,
        field: `request.${finding.field}`,
      })),
      ...(operation && answered ? spec.judgeResponse(operation, exchange.response) : [])
        .filter(({ field }) => !exchange.isBodyLost || !field.startsWith("body"))
        .map((finding) => ({ ...finding, field: `response.${finding.field}` })),
    ]);
    const broken = verdictOf(value);
    const untold = answered && exchange.isBodyLost && broken === "ok";
    const silent = { field: "response", message: "no answer was recorded" };
    const record = {
      id,
      layer: "har" as const,
      provider: exchange.provider,
      ...(operation ? { operation: operation.id } : {}),
      title: `${exchange.request.method} ${exchange.request.path} as it was recorded`,
      verdict: untold ? ("skipped" as const) : answered || broken === "violation" ? broken : ("transport" as const),
      durationMs,
      ...(untold ? { reason: "the body of its answer was not recorded" } : {}),
      findings: answered ? value : [...value, silent],
    };
    const { method, path, body } = exchange.request;
    done(record, [{ request: { method, path, body }, response: exchange.response }]);
  }
}

/** What the check of an exchange is called. */
export function harId(exchange: HarExchange, spec: Spec): string {
  return `${exchange.provider}/${operationOf(exchange, spec)?.id ?? "unknown"}/har/${exchange.name}`;
}

function operationOf({ request }: HarExchange, spec: Spec) {
  return spec.find(request.method, request.path.replace(/[?#].*/s, ""));
}
