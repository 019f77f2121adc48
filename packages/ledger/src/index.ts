export type { AttemptFilter, AttemptRecord, ManualSettlement, SpendingScope } from "./attempt-record.ts";
export { attemptStates } from "./attempt-record.ts";
export type { Amounts, BudgetOptions } from "./budget.ts";
export { createLedger, type Ledger, type LedgerOptions, type Spending } from "./ledger.ts";
export { LedgerError } from "./ledger-error.ts";
export { createRateLimiter, type RateLimit, type RateLimiter } from "./rate-limit.ts";
