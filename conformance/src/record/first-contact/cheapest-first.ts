import { estimate, selectModels } from "@seedbed/compare";
import { type ConfiguredPrices, type Cost, costOf, type Provider } from "@seedbed/core";
import type { Question, QuestionSend } from "./question.ts";

/** The most that a question may cost: undefined where it cannot cost anything, null where no price is known. */
export function worstOf(send: QuestionSend, provider: Provider, prices?: ConfiguredPrices): Cost | null | undefined {
  if ("model" in send) {
    const [target] = selectModels([provider], [send.model]);
    return target ? estimate(target, send.request, prices ? { prices } : {}).cost : null;
  }
  if ("method" in send && (send.method === "GET" || send.key === "missing" || send.key === "invalid")) return undefined;
  const operation = provider.operations[send.operation ?? ""];
  if (!operation || operation.method === "GET") return operation ? undefined : null;
  return costOf(operation, { min: 1, max: 1 }, prices);
}

/** The order in which questions are asked: what is free, what ought to be refused, then generations by what they may cost. */
export function cheapestFirst(
  questions: readonly Question[],
  provider: Provider,
  prices?: ConfiguredPrices,
): Question[] {
  const rank = ({ send }: Question) => {
    const worst = worstOf(send, provider, prices);
    if (worst === undefined) return 0;
    return ("method" in send ? 1 : 1_000_000) + (worst?.max ?? 1e9);
  };
  return questions.toSorted((a, b) => rank(a) - rank(b));
}
