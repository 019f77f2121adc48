import type { Question } from "@seedbed/conformance";
import type { Cost, Provider } from "@seedbed/core";
import { pricesOf } from "../flags/price-flags.ts";
import type { DestinationFlags } from "../session/destination.ts";

/** What will be asked, what each question may cost at worst, and all together: for a person to read before anything is sent. */
export async function contactPlan(
  provider: Provider,
  questions: readonly Question[],
  flags: DestinationFlags,
): Promise<string> {
  const { worstOf } = await import("@seedbed/conformance");
  const prices = pricesOf(flags);
  const costs = questions.map(({ send }) => worstOf(send, provider, prices));
  const lines = questions.map(
    ({ id, question, send }, index) => `  ${worstText(costs[index], "method" in send).padEnd(34)} ${id}: ${question}`,
  );
  const known = costs.filter((cost) => cost !== null && cost !== undefined);
  const sums = Map.groupBy(known, ({ currency }) => currency);
  const total = [...sums].map(([currency, all]) =>
    amount(
      currency,
      all.reduce((sum, { max }) => sum + max, 0),
    ),
  );
  const unknown = costs.filter((cost) => cost === null).length;
  const words = [...total, ...(unknown > 0 ? [`${unknown} of unknown price (--price sets one)`] : [])];
  const limit = flags.maxSpend ? `, and never more than ${flags.maxSpend.join(" and ")}` : "";
  return `${provider.displayName}: ${questions.length} questions, at worst ${words.join(" and ") || "nothing"}${limit}\n${lines.join("\n")}\n`;
}

function worstText(cost: Cost | null | undefined, isRefusal: boolean): string {
  if (cost === undefined) return "free";
  const worst = cost === null ? "an unknown price" : amount(cost.currency, cost.max);
  return isRefusal ? `free if refused, else ${worst}` : `at worst ${worst}`;
}

function amount(currency: string, value: number): string {
  const rounded = Number(value.toFixed(4));
  return currency === "USD" ? `$${rounded}` : `${rounded} ${currency}`;
}
