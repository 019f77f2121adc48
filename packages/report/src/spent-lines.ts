import type { RunRecord } from "./run-record.ts";
import type { SpentRecord } from "./spent-record.ts";

/** What was spent, a sentence for each provider and currency; empty where nothing was asked that may cost. */
export function spentLines({ spent = [], providers }: Pick<RunRecord, "spent" | "providers">): string[] {
  return spent.map((one) => {
    const name = providers.find(({ id }) => id === one.provider)?.displayName ?? one.provider;
    return `${name}${one.emulated ? " (emulated, nothing was paid)" : ""}: ${amountsOf(one)}`;
  });
}

function amountsOf({ currency, attempts, reserved, confirmed, worstCase, unknown }: SpentRecord): string {
  const calls = `${attempts} ${attempts === 1 ? "call" : "calls"}`;
  const outcomes = unknown > 0 ? `, of ${unknown} no one can tell whether they are billed` : "";
  if (currency === null) return `${calls} of unknown price${outcomes}`;
  const amount = (value: number) => (currency === "USD" ? `$${value}` : `${value} ${currency}`);
  return `${amount(confirmed)} confirmed, at most ${amount(worstCase)}; ${amount(reserved)} set aside for ${calls}${outcomes}`;
}
