export type { AttemptFilter, AttemptRecord, PersonsWord, SpendingScope } from "./attempt-record.ts";
export { connectPostgres, type Database, type Query, type Session } from "./postgres-database.ts";
export { openPostgresLedger, type PostgresLedger, type PostgresLedgerOptions } from "./postgres-ledger.ts";
export { mayPass } from "./postgres-trouble.ts";
export type { RateLimit } from "./rate-limit.ts";
