import type { Cost, Provider } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { ServerOptions } from "./server-options.ts";

/** Sums of small amounts are not exact. */
const rounding = 1e-6;

/** Reads what the account holds before and after something, and tells where more was taken than the price. */
export async function judgeCharge<T>(
  { provider, client, cost }: Pick<ServerOptions, "provider" | "client" | "cost">,
  run: () => Promise<T>,
): Promise<{ value: T; findings: Finding[] }> {
  const before = await balanceOf(provider, client);
  const value = await run();
  const after = before && (await balanceOf(provider, client));
  if (!before || !after || cost?.currency !== before.currency) return { value, findings: [] };
  return { value, findings: chargeFindings(before.amount - after.amount, cost) };
}

function chargeFindings(taken: number, { max, currency }: Cost): Finding[] {
  if (taken <= max + rounding) return [];
  const shown = Number(taken.toFixed(6));
  const message = `the account was charged ${shown} ${currency}, and the documented price is ${max} at most`;
  return [{ field: "cost", message, expected: max, actual: shown, drift: "value" }];
}

/** Undefined where the provider does not tell, or not now. */
function balanceOf(provider: Provider, client: ServerOptions["client"]) {
  return provider
    .create(client)
    .balance?.()
    .catch(() => undefined);
}
