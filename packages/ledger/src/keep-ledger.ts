import {
  type Attempt,
  abortable,
  type Clock,
  checkCost,
  checkNumber,
  checkOptions,
  holdTime,
  isCost,
  type Reservation,
} from "@seedbed/core";
import { type AttemptRecord, attemptFilterNames } from "./attempt-record.ts";
import { createBudget } from "./budget.ts";
import { earlierOf, sentBefore } from "./earlier.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";
import { checkRateLimits, createRateLimiter, type RateLimit, type RateLimiter } from "./rate-limit.ts";
import { settleManually } from "./settle-manually.ts";
import type { Store } from "./store.ts";
import { checkOutcome, spentOf, unpricedOf, withoutGaps } from "./sums.ts";
import { whenFree } from "./when-free.ts";

/** How often another process is looked at that has an idempotency key on its way. */
const lookEveryMs = 100;

/** What a ledger does, wherever it keeps its attempts. */
export function keepLedger(store: Store, run: string, options: LedgerOptions & { readonly clock: Clock }): Ledger {
  const { clock } = options;
  const budget = createBudget(options);
  checkRateLimits(options.rateLimits);
  const limiters = new Map<string, RateLimiter>();
  const underWay = new Map<string, Promise<void>>();
  const unwritten = new Map<string, () => void>();
  const blocking = <T>(steps: () => T): T => (store.blocking ? store.blocking(steps) : steps());
  const now = () => new Date(clock.now()).toISOString();

  function reserveNow(attempt: Attempt): Reservation | { readonly waitFor: string } {
    return store.asOneSoon(() => {
      const before = attempt.idempotencyKey === undefined ? undefined : store.standing(attempt.idempotencyKey);
      if (before && sentBefore(before, attempt) === "under way") return { waitFor: before.id };
      if (before) return { earlier: earlierOf(before), settle() {} };
      const reservedAt = now();
      budget.check(attempt, reservedAt, store.committed);
      const { id } = store.insert({ ...attempt, state: "reserved", reservedAt, run });
      return reservationOf(id);
    });
  }

  function reservationOf(id: string): Reservation {
    let resolve = () => {};
    underWay.set(id, new Promise<void>((done) => (resolve = done)));
    let first: Partial<AttemptRecord> | undefined;
    return {
      settle(outcome) {
        first ??= { ...withoutGaps(outcome), settledAt: now() };
        const changes = first; // also if it could not be written, and another is told
        const write = () => store.asOneSoon(() => store.end(id, changes));
        const over = () => {
          underWay.delete(id);
          resolve();
        };
        const failed = (error: unknown) => {
          unwritten.set(id, write); // the disk may have room again at the next write
          over();
          throw error;
        };
        const written = () => {
          unwritten.delete(id);
          over();
          checkOutcome(outcome);
          return store.synced && holdTime(clock, store.synced);
        };
        let writing: void | Promise<void>;
        try {
          writing = whenFree(write, store.waiting);
        } catch (error) {
          return failed(error);
        }
        if (!writing) return written();
        unwritten.set(id, write); // whatever is written sooner finds it written
        return writing.then(written, failed);
      },
    };
  }

  /** Writes outcomes that could not be written when they came. One that is written twice changes nothing. */
  function catchUp(): void {
    for (const [id, write] of unwritten) {
      write();
      unwritten.delete(id);
    }
  }

  /** Writes what is told of a job, after outcomes that could not be written yet: one of them may be of the job's own attempt. */
  function writeOfJob(steps: () => void): void | Promise<void> {
    const write = () => {
      catchUp();
      store.asOne(steps);
    };
    return whenFree(write, store.waiting);
  }

  /** Money is set aside only once that is on the disk itself: until then nothing may be sent. */
  function onceSynced(reservation: Reservation): Reservation | Promise<Reservation> {
    if (reservation.earlier || !store.synced) return reservation;
    return holdTime(clock, store.synced).then(
      () => reservation,
      async (error) => {
        try {
          await reservation.settle({ state: "not-sent", cost: null });
        } catch {} // the first error says why
        throw error;
      },
    );
  }

  async function reserveAfter(
    id: string,
    attempt: Attempt,
    signal = new AbortController().signal,
  ): Promise<Reservation> {
    for (let waitFor = id; ; ) {
      await abortable(underWay.get(waitFor) ?? clock.delay(lookEveryMs, signal), signal);
      const look = () => {
        catchUp();
        store.recover?.(now());
        return reserveNow(attempt);
      };
      const found = await whenFree(look, store.waiting, signal);
      if (!("waitFor" in found)) return onceSynced(found);
      waitFor = found.waitFor;
    }
  }

  /** One for each provider, whatever limit a client names: all of its requests count. */
  function limiterOf(provider: string, rateLimit?: RateLimit): RateLimiter | undefined {
    const limit = options.rateLimits?.[provider] ?? rateLimit;
    const limiter = limiters.get(provider) ?? (limit ? createRateLimiter(limit, clock) : undefined);
    if (limiter) limiters.set(provider, limiter);
    return limiter;
  }

  return {
    reserve(attempt, signal) {
      signal?.throwIfAborted();
      checkCost("The cost of an attempt", attempt.cost);
      const look = () => {
        catchUp();
        return reserveNow(attempt);
      };
      const next = (found: Reservation | { readonly waitFor: string }) =>
        "waitFor" in found ? reserveAfter(found.waitFor, attempt, signal) : onceSynced(found);
      const found = whenFree(look, store.waiting, signal);
      return "then" in found ? found.then(next) : next(found);
    },
    async admit(provider, signal, rateLimit) {
      await limiterOf(provider, rateLimit)?.admit(signal, rateLimit);
    },
    admissionWaitMs: (provider, rateLimit) => limiterOf(provider, rateLimit)?.waitMs(rateLimit) ?? 0,
    attempts(filter = {}) {
      checkOptions("attempts", filter, attemptFilterNames);
      return blocking(() => store.list(filter));
    },
    spent: (scope = "run") => spentOf(blocking(() => store.committed(scope))),
    unpriced: (scope = "run") => unpricedOf(blocking(() => store.committed(scope))),
    finished: (job, latencyMs) => {
      checkNumber("latencyMs", latencyMs, 0, "milliseconds", Number.MAX_VALUE);
      return writeOfJob(() => store.finish(job, latencyMs));
    },
    failed: (job, problem) => writeOfJob(() => store.reject(job, problem, now())),
    charged: (job, cost) => {
      if (isCost(cost)) return writeOfJob(() => store.charge(job, cost));
    },
    settle: (id, word) => blocking(() => store.asOne(() => settleManually(store, id, word, now()))),
  };
}
