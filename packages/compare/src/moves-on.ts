import type { Failure } from "./ask-provider.ts";

/**
 * Failures after which another provider may well do what this one did not: its key, its purse, its limits, its troubles. Not so
 * with a request that breaks the rules or the content policy (that is the caller's to mend), nor once the caller's time, patience
 * or ledger is at an end. A budget that one provider does not fit may hold another.
 */
const providersOwn: ReadonlySet<string> = new Set([
  "AuthenticationError",
  "InsufficientCreditsError",
  "NotFoundError",
  "RateLimitError",
  "GenerationFailedError",
  "ProviderError",
  "ConnectionError",
  "BudgetExceededError",
]);

/**
 * Whether the next provider is asked without a word of the caller. Never after a failure that was or may have been billed.
 *
 * @param invalidBefore - another provider has called the request invalid before
 */
export function movesOn({ error, unfit, refusedByLedger }: Failure, invalidBefore: boolean): boolean {
  if (unfit) return true;
  if (error.billed !== "no") return false;
  if (error.name !== "InvalidRequestError") return providersOwn.has(error.name);
  // An idempotency key that stands for another provider's attempt: that provider gives it again.
  if (refusedByLedger) return error.field === "idempotencyKey";
  // It kept to the documented rules, so the first provider that refuses it may be alone in that; the second shows that it is the request.
  return error.status !== undefined && !invalidBefore;
}
