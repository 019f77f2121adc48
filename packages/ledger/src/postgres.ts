export type { AttemptFilter, AttemptRecord, ManualSettlement, SpendingScope } from "./attempt-record.ts";
export { connectPostgres, type Database, type Query, type Session } from "./postgres-database.ts";
export { openPostgresLedger, type PostgresLedger, type PostgresLedgerOptions } from "./postgres-ledger.ts";
export { makeTables } from "./postgres-schema.ts";
export { mayPass, patiently } from "./postgres-trouble.ts";
export type { RateLimit } from "./rate-limit.ts";
