export { type AttemptRecord, createLedger, type Ledger, type LedgerOptions, type Spending } from "./ledger.ts";
export { createRateLimiter, type RateLimit, type RateLimiter } from "./rate-limit.ts";
