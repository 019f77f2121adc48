import {
  type Accounting,
  type Attempt,
  abortable,
  type Cost,
  type Currency,
  checkCost,
  checkNumber,
  checkOptions,
  checkRateLimit,
  createClock,
  InvalidRequestError,
  isCost,
  type Job,
  type OptionNames,
  type Reservation,
} from "@seedbed/core";
import {
  type AttemptFilter,
  type AttemptRecord,
  attemptFilterNames,
  type ManualSettlement,
  type SpendingScope,
} from "./attempt-record.ts";
import { createBudget } from "./budget.ts";
import { earlierOf, sentBefore } from "./earlier.ts";
import { ended } from "./ended.ts";
import { type LedgerOptions, ledgerOptionNames, type Spending } from "./ledger.ts";
import type { Database, Query } from "./postgres-database.ts";
import { checkIn, livingHolders } from "./postgres-holder.ts";
import { admissionWaitIn, admitIn } from "./postgres-rate-limit.ts";
import { committed, conditionsOf, insert, recordsWhere, update } from "./postgres-rows.ts";
import { migrate } from "./postgres-schema.ts";
import { patiently } from "./postgres-trouble.ts";
import { checkRateLimits } from "./rate-limit.ts";
import { endByWord } from "./settle-manually.ts";
import { checkOutcome, spentOf, unpricedOf, withoutGaps } from "./sums.ts";

/** How a ledger in PostgreSQL is opened. */
export interface PostgresLedgerOptions extends LedgerOptions {
  /** The run that its attempts belong to: give the same to go on with a run, or to share one. @default a new one */
  readonly run?: string;
  /** The schema that its tables lie in; it is made. @default "seedbed" */
  readonly schema?: string;
  /** How much faster than real time `clock` runs: rate limits are held by the database's clock. @default 1 */
  readonly timeScale?: number;
}

const postgresLedgerNames = {
  ...ledgerOptionNames,
  run: true,
  schema: true,
  timeScale: true,
} as const satisfies OptionNames<PostgresLedgerOptions>;

/** A ledger that processes on any number of machines share. It is the same as the others, and each answer is waited for. */
export interface PostgresLedger extends Accounting, AsyncDisposable {
  /** Name of this run. */
  readonly run: string;
  /** @throws BudgetExceededError, OutcomeUnknownError, InvalidRequestError, LedgerError: nothing was reserved */
  reserve(attempt: Attempt, signal?: AbortSignal): Promise<Reservation>;
  /** Every attempt on record, the oldest first. */
  attempts(filter?: AttemptFilter): Promise<readonly AttemptRecord[]>;
  /** By currency. Attempts without a known price are in none. @default this run */
  spent(scope?: SpendingScope): Promise<Partial<Record<Currency, Spending>>>;
  /** Attempts that were accepted, or may have been, and have no known price. @default this run */
  unpriced(scope?: SpendingScope): Promise<number>;
  /** Keeps how long a job took until its result was known; nothing, where it is not on record. */
  finished(job: Job, latencyMs: number): Promise<void>;
  /** Makes the attempt of a job that failed unbilled `rejected`; nothing, where it is not on record. The clients call it. */
  failed(job: Job, problem: string): Promise<void>;
  /** Books what the provider says a job cost, in place of the estimate; nothing, if it is not on record as accepted. The clients call it. */
  charged(job: Job, cost: Cost): Promise<void>;
  /**
   * Ends an attempt whose outcome is not known, by a person's word.
   *
   * @throws InvalidRequestError where there is no such attempt, or its outcome is known
   */
  settle(id: string, word: ManualSettlement): Promise<AttemptRecord>;
  /** Makes unknown what was on its way in a process that is gone. It is done at opening, and while an idempotency key is waited for. */
  recover(): Promise<void>;
  /** What this process is known by: a number that is another's once its connection was lost. */
  holder(): Promise<number>;
  /** The numbers of the processes that live. */
  livingHolders(): Promise<number[]>;
  /** Lets go of its sign of life; the database stays open. What is on its way then counts as unknown for the others. */
  close(): Promise<void>;
}

const lost =
  "The process ended before the outcome was written: the request may have left, and may have been accepted and billed.";
/** How often another process is looked at that has an idempotency key on its way. */
const lookEveryMs = 100;

/**
 * Opens a ledger in a PostgreSQL database, or makes it. An attempt is committed before its POST leaves and its outcome before
 * the call returns. Reservations of all processes take turns (a row lock), so that no budget is overshot. A process that ends
 * loses its connection, and what was on its way in it is `unknown` from then on.
 *
 * @throws LedgerError where the database cannot be used
 * @throws InvalidRequestError where a cap is not an amount of a known currency, or a name is none
 */
export async function openPostgresLedger(
  database: Database,
  options: PostgresLedgerOptions = {},
): Promise<PostgresLedger> {
  checkOptions("openPostgresLedger", options, postgresLedgerNames);
  const { schema = "seedbed", timeScale = 1, run = globalThis.crypto.randomUUID(), clock = createClock() } = options;
  if (run.trim() === "") throw new InvalidRequestError("A run that is named needs a name.", { field: "run" });
  const budget = createBudget(options);
  checkRateLimits(options.rateLimits);
  checkNumber("timeScale", timeScale, Number.MIN_VALUE, "milliseconds in a real one", Number.MAX_VALUE);
  await migrate(database, schema);
  const holder = checkIn(database, schema);
  const underWay = new Map<string, Promise<void>>();
  const now = () => new Date(clock.now()).toISOString();

  /** Does some steps that no other writer of this ledger comes between. */
  const asOne = <T>(steps: (query: Query) => Promise<T>): Promise<T> =>
    database.asOne(async (query) => {
      await query(`SELECT version FROM ${schema}.ledger FOR UPDATE`);
      return steps(query);
    });

  async function recover(): Promise<void> {
    await asOne(async (query) => {
      const living = await livingHolders(query, schema);
      await query(
        `UPDATE ${schema}.attempts SET state = 'unknown', settled_at = GREATEST(reserved_at, $1), receipt = $2
         WHERE state = 'reserved' AND NOT (holder = ANY ($3::integer[]))`,
        [now(), JSON.stringify({ problem: lost }), living],
      );
    });
  }

  async function reserveNow(attempt: Attempt): Promise<Reservation | { readonly waitFor: string }> {
    const by = await holder.current();
    return asOne(async (query) => {
      const [before] =
        attempt.idempotencyKey === undefined
          ? []
          : await recordsWhere(
              query,
              schema,
              "WHERE idempotency_key = $1 AND state IN ('reserved', 'accepted', 'unknown')",
              [attempt.idempotencyKey],
            );
      if (before && sentBefore(before, attempt) === "under way") return { waitFor: before.id };
      if (before) return { earlier: earlierOf(before), settle() {} };
      const reservedAt = now();
      const scopes = budget.scopes(attempt, reservedAt);
      const sums = new Map<string, Awaited<ReturnType<typeof committed>>>();
      for (const scope of scopes) sums.set(JSON.stringify(scope), await committed(query, schema, scope, run));
      budget.check(attempt, reservedAt, (scope) => sums.get(JSON.stringify(scope)) ?? []);
      return reservationOf(await insert(query, schema, { ...attempt, state: "reserved", reservedAt, run }, by));
    });
  }

  function reservationOf(id: string): Reservation {
    let resolve = () => {};
    underWay.set(id, new Promise<void>((done) => (resolve = done)));
    return {
      async settle(outcome) {
        const changes = { ...withoutGaps(outcome), settledAt: now() };
        try {
          await patiently(() => asOne((query) => end(query, id, changes)));
        } finally {
          underWay.delete(id);
          resolve();
        }
        checkOutcome(outcome);
      },
    };
  }

  /** Changes an attempt that is still `reserved` or `unknown`; what has ended stays as it is. */
  async function end(query: Query, id: string, changes: Partial<AttemptRecord>): Promise<void> {
    const [found] = await recordsWhere(query, schema, "WHERE id = $1 AND state IN ('reserved', 'unknown')", [id]);
    if (found) await update(query, schema, ended(found, changes));
  }

  const ofJob = (query: Query, { provider, taskId }: Job) =>
    recordsWhere(query, schema, "WHERE task_id = $1 AND provider = $2", [taskId, provider]);

  await recover();
  return {
    run,
    async reserve(attempt, signal = new AbortController().signal) {
      signal.throwIfAborted();
      checkCost("The cost of an attempt", attempt.cost);
      for (;;) {
        const found = await reserveNow(attempt);
        if (!("waitFor" in found)) return found;
        await abortable(underWay.get(found.waitFor) ?? clock.delay(lookEveryMs * timeScale, signal), signal);
        await recover();
      }
    },
    async admit(provider, signal, rateLimit) {
      if (rateLimit) checkRateLimit(rateLimit, "rateLimit");
      const limit = rateLimit ?? options.rateLimits?.[provider];
      if (limit) await admitIn(database, schema, provider, limit, { clock, timeScale, signal });
    },
    async admissionWaitMs(provider, rateLimit) {
      const limit = rateLimit ?? options.rateLimits?.[provider];
      return limit ? admissionWaitIn(database, schema, provider, limit, timeScale) : 0;
    },
    async attempts(filter = {}) {
      checkOptions("attempts", filter, attemptFilterNames);
      const { where, values } = conditionsOf(filter);
      return recordsWhere(database.query, schema, where, values);
    },
    spent: async (scope = "run") => spentOf(await committed(database.query, schema, scope, run)),
    unpriced: async (scope = "run") => unpricedOf(await committed(database.query, schema, scope, run)),
    async finished(job, resultMs) {
      checkNumber("latencyMs", resultMs, 0, "milliseconds", Number.MAX_VALUE);
      await asOne(async (query) => {
        for (const found of await ofJob(query, job)) await update(query, schema, { ...found, resultMs });
      });
    },
    failed: (job, problem) =>
      asOne(async (query) => {
        for (const found of await ofJob(query, job)) {
          if (!isAcceptedOf(found, job)) continue;
          await update(query, schema, ended(found, { state: "rejected", problem, settledAt: now() }));
        }
      }),
    async charged(job, cost) {
      if (!isCost(cost)) return;
      await asOne(async (query) => {
        for (const found of await ofJob(query, job))
          if (isAcceptedOf(found, job)) await update(query, schema, { ...found, cost });
      });
    },
    settle: (id, word) =>
      asOne(async (query) => {
        const [found] = /^\d{1,18}$/.test(id) ? await recordsWhere(query, schema, "WHERE id = $1", [id]) : [];
        const changes = endByWord(id, found, word, now());
        await end(query, id, changes);
        return ended(found as AttemptRecord, changes); // else endByWord has refused it
      }),
    recover,
    holder: holder.current,
    livingHolders: () => livingHolders(database.query, schema),
    async close() {
      holder.release();
    },
    async [Symbol.asyncDispose]() {
      holder.release();
    },
  };
}

/** Whether an attempt was accepted with a job: another one of the same id may have been submitted at another time. */
function isAcceptedOf({ state, job }: AttemptRecord, { submittedAt }: Job): boolean {
  return state === "accepted" && job?.submittedAt === submittedAt;
}
