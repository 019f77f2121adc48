import { isSeedbedError, type Provider } from "@seedbed/core";
import type { CheckRecord } from "@seedbed/report";
import type { ContractCase } from "../contract/contract-case.ts";
import { judgeCharge } from "../contract/judge-charge.ts";
import { isSmallest, judgeServer, type Served, unaskable } from "../contract/judge-server.ts";
import { worstCost } from "../contract/worst-cost.ts";
import type { SeenExchange } from "../repository/witness.ts";
import type { CheckDestination, CheckOptions } from "../run/check-options.ts";
import { verdictOf } from "../run/verdict.ts";
import type { Spec } from "../spec/create-spec.ts";
import { checkApi } from "./check-api.ts";
import { contractRecord, isAskedFor } from "./client-layer.ts";
import type { Recorder } from "./notes.ts";
import { skipped } from "./skipped.ts";
import { stopReason } from "./stop-reason.ts";
import { timed } from "./timed.ts";

const inFlight = 8;

/**
 * Holds servers against the cases of their specs: the emulator, a gateway, a provider. What only an emulator gives for
 * nothing is asked of a provider only by name.
 */
export async function serverLayer(
  options: CheckOptions,
  specs: ReadonlyMap<string, Spec>,
  cases: readonly ContractCase[],
  { done, see }: Recorder,
): Promise<Set<string>> {
  const emulated = new Set<string>();
  const servers = options.providers.filter(({ id }) => options.servers.includes(id));
  const chosen = cases
    .filter((testCase) => isAskedFor(testCase, "server", options.only) && unaskable(testCase) === undefined)
    .filter(({ provider }) => servers.some(({ id }) => id === provider));
  if (chosen.length === 0) return emulated;
  if (stopReason(options) === undefined)
    for (const provider of servers) await checkApi(provider, options.destination(provider));
  options.onLayer?.("server", chosen.length);
  await Promise.all(
    servers.map(async (provider) => {
      const spec = specs.get(provider.id);
      const destination = options.destination(provider);
      if (!spec) return;
      const waiting = cheapestFirst(chosen.filter((testCase) => testCase.provider === provider.id));
      const work = async (queue: ContractCase[]) => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { record, exchanges } = await serve(next, provider, spec, destination, options);
          if (destination.emulated()) emulated.add(provider.id);
          see(destination.emulated() ? "emulator" : "live", provider.id, exchanges);
          done(record, exchanges);
        }
      };
      // One at a time where the account is looked at before and after.
      const counted = waiting.filter(isSmallest);
      const others = waiting.filter((testCase) => !isSmallest(testCase));
      await work(counted);
      await Promise.all(Array.from({ length: inFlight }, () => work(others)));
    }),
  );
  return emulated;
}

async function serve(
  testCase: ContractCase,
  provider: Provider,
  spec: Spec,
  destination: CheckDestination,
  options: CheckOptions,
): Promise<{ record: CheckRecord; exchanges: readonly SeenExchange[] }> {
  const { client } = destination;
  const base = contractRecord(
    testCase,
    "server",
    spec,
    String(client.baseUrl ?? provider.baseUrl),
    provider.keyVariable,
  );
  const unasked = (reason: string) => ({ record: { ...base, ...skipped(reason) }, exchanges: [] });
  const closed = destination.closed ?? stopReason(options);
  if (closed !== undefined) return unasked(closed);
  const makes = testCase.expect.outcome === "accepted" && testCase.request.method === "POST";
  if (makes && options.only === undefined && !destination.emulated()) {
    return unasked(`it makes a generation, which is paid for: ask for it with --case ${testCase.id}`);
  }
  try {
    const { stop } = options;
    const cost = worstCost(testCase, provider, client.prices);
    const asked = { provider, spec, client, cost, ...(stop ? { stop } : {}) };
    const judge = () => judgeServer(testCase, asked);
    const { value: served, durationMs } = await timed(async () => {
      if (!makes || !isSmallest(testCase)) return judge();
      const { value, findings } = await judgeCharge({ provider, client, cost: worstCost(testCase, provider) }, judge);
      return "findings" in value ? { ...value, findings: [...value.findings, ...findings] } : value;
    });
    const record = { ...base, durationMs, ...recordOf(served) };
    return { record, exchanges: "exchanges" in served ? served.exchanges : [] };
  } catch (error) {
    if (isSeedbedError(error)) return unasked(error.message); // refused before it was sent
    throw error;
  }
}

function recordOf(served: Served): Pick<CheckRecord, "verdict" | "findings"> {
  if ("findings" in served) return { verdict: verdictOf(served.findings), findings: [...served.findings] };
  return { verdict: served.trouble, findings: [{ field: "response", message: served.message }] };
}

/** What is refused costs nothing, if it is; of the rest the one that asks for least comes first. */
function cheapestFirst(cases: readonly ContractCase[]): ContractCase[] {
  const rank = ({ expect, request }: ContractCase) =>
    expect.outcome === "accepted" ? 1 + JSON.stringify(request.body ?? {}).length : 0;
  return cases.toSorted((a, b) => rank(a) - rank(b));
}
