import { claimOf, type Estimate, estimate, type Target } from "@seedbed/compare";
import { BudgetExceededError, type Cost, type Currency, exact, InvalidRequestError } from "@seedbed/core";
import type { Plan } from "./plan.ts";

/** What a plan comes to, before anything is sent. */
export interface PlanPreview {
  /** By model, in the order of the plan: parity, cost of one generation, the provider's own claim. */
  readonly estimates: readonly Estimate[];
  /** Paid requests, warm-up included. */
  readonly calls: number;
  /** What all of them cost by the documents, by currency. */
  readonly cost: readonly { readonly currency: Currency; readonly min: number; readonly max: number }[];
  /** How long it takes at the documented latencies; null where a model has none. */
  readonly durationMs: { readonly min: number; readonly max: number } | null;
}

/**
 * Says what a plan comes to. Sends nothing.
 *
 * @throws InvalidRequestError where a price is missing
 * @throws BudgetExceededError where the budget cannot pay for it, or does not hold its currency
 */
export function previewPlan(plan: Plan, targets: readonly Target[]): PlanPreview {
  const request = { prompt: plan.prompts[0]?.prompt ?? "", ...plan.settings };
  const estimates = targets.map((target) => estimate(target, request, { prices: plan.prices }));
  const callsEach = blocksOf(plan);
  const cost = sums(estimates.map(priced), callsEach);
  checkBudget(plan, estimates, cost);
  return { estimates, calls: callsEach * targets.length, cost, durationMs: durationOf(plan, targets, callsEach) };
}

/** How often each model is asked, warm-up included. */
export function blocksOf({ prompts, repetitions, warmUp }: Pick<Plan, "prompts" | "repetitions" | "warmUp">): number {
  return prompts.length * repetitions + warmUp;
}

/** A missing price is never 0. */
function priced({ model, provider, cost }: Estimate): Cost {
  if (cost) return cost;
  throw new InvalidRequestError(
    `${model} has no known price, and an unknown one is not counted as 0: set it with --price ${model}=<usd per image>, or in the plan with prices: { models: { ${model}: <usd per image> } }.`,
    { provider, field: "prices" },
  );
}

function sums(costs: readonly Cost[], times: number): PlanPreview["cost"] {
  const total = new Map<Currency, { min: number; max: number }>();
  for (const { currency, min, max } of costs) {
    const sum = total.get(currency) ?? { min: 0, max: 0 };
    total.set(currency, { min: exact(sum.min + min * times), max: exact(sum.max + max * times) });
  }
  return [...total].map(([currency, sum]) => ({ currency, ...sum }));
}

function checkBudget({ budget }: Plan, estimates: readonly Estimate[], cost: PlanPreview["cost"]): void {
  if (Object.keys(budget).length === 0) return;
  for (const { currency, min } of cost) {
    const cap = budget[currency];
    if (cap === undefined) {
      const { model, provider } = estimates.find((each) => each.cost?.currency === currency) ?? {
        model: "",
        provider: "",
      };
      const how =
        currency === "credits"
          ? `set what a credit costs with --credit-price ${provider}=<usd>, or add a budget in credits`
          : "add a budget in usd";
      throw new BudgetExceededError(`${model} is paid in ${currency}, which the budget does not hold: ${how}.`);
    }
    if (min > cap)
      throw new BudgetExceededError(
        `The plan costs at least ${min} ${currency}, and its budget is ${cap} ${currency}: raise the budget, or plan fewer prompts or repetitions.`,
      );
  }
}

function durationOf(plan: Plan, targets: readonly Target[], callsEach: number): PlanPreview["durationMs"] {
  const { kind, inFlight = 1, perMinute = 1 } = plan.schedule;
  const request = { prompt: "a prompt", ...plan.settings };
  const each = targets.map(({ provider, model }) => {
    const mapped = model.map(request);
    const claim = claimOf(mapped.operation);
    if (!claim) return undefined;
    const times = claim.per === "image" ? mapped.count : 1;
    const { concurrency = 1, rateLimit } = plan.providers[provider.id] ?? {};
    // A job needs its submit and about two polls.
    const requests = mapped.operation.job ? 3 : 1;
    const atLimitMs = rateLimit ? (callsEach * requests * rateLimit.perMs) / rateLimit.requests : 0;
    const oneMs = [claim.minMs * times, claim.maxMs * times] as const;
    return { oneMs, alone: oneMs.map((ms) => Math.max((ms * callsEach) / concurrency, atLimitMs)) };
  });
  const known = each.filter((one) => one !== undefined);
  if (known.length < each.length) return null;
  const of = (index: 0 | 1) => {
    const longest = Math.max(...known.map(({ oneMs }) => oneMs[index]));
    const alone = Math.max(...known.map(({ alone }) => alone[index] ?? 0));
    if (kind !== "closed") return Math.max(((callsEach * targets.length - 1) / perMinute) * 60_000 + longest, alone);
    const together = known.reduce((sum, { oneMs }) => sum + oneMs[index] * callsEach, 0) / inFlight;
    return Math.max(together, alone, longest);
  };
  return { min: Math.round(of(0)), max: Math.round(of(1)) };
}
