import { type Attempt, abortable, type Clock, type Reservation } from "@seedbed/core";
import { createBudget } from "./budget.ts";
import { earlierOf, sentBefore } from "./earlier.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import { isCost, settleByWord } from "./settle-by-word.ts";
import type { Store } from "./store.ts";
import { spentOf, unpricedOf, withoutGaps } from "./sums.ts";

/** How often another process is looked at that has a request key on its way. */
const lookEveryMs = 100;

/** What a ledger does, wherever it keeps its attempts. */
export function keepLedger(store: Store, run: string, options: LedgerOptions & { readonly clock: Clock }): Ledger {
  const { clock } = options;
  const budget = createBudget(options);
  const limiters = new Map<string, RateLimiter>();
  const underWay = new Map<string, Promise<void>>();
  const unwritten = new Map<string, () => void>();
  const now = () => new Date(clock.now()).toISOString();

  function reserveNow(attempt: Attempt): Reservation | { readonly waitFor: string } {
    return store.asOneSoon(() => {
      const before = attempt.requestKey === undefined ? undefined : store.standing(attempt.requestKey);
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
    return {
      settle(outcome) {
        const changes = { ...withoutGaps(outcome), settledAt: now() };
        const write = () => store.asOneSoon(() => store.end(id, changes));
        underWay.delete(id);
        try {
          write();
          return store.synced?.();
        } catch (error) {
          unwritten.set(id, write); // the disk may have room again at the next reservation
          throw error;
        } finally {
          resolve();
        }
      },
    };
  }

  /** Writes outcomes that could not be written when they came. */
  function catchUp(): void {
    for (const [id, write] of unwritten) {
      write();
      unwritten.delete(id);
    }
  }

  /** Money is set aside only once that is on the disk itself: until then nothing may be sent. */
  function onceSynced(reservation: Reservation): Reservation | Promise<Reservation> {
    if (reservation.earlier || !store.synced) return reservation;
    return store.synced().then(
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
      catchUp();
      store.recover?.(now());
      const found = reserveNow(attempt);
      if (!("waitFor" in found)) return onceSynced(found);
      waitFor = found.waitFor;
    }
  }

  return {
    reserve(attempt, signal) {
      signal?.throwIfAborted();
      catchUp();
      const found = reserveNow(attempt);
      return "waitFor" in found ? reserveAfter(found.waitFor, attempt, signal) : onceSynced(found);
    },
    async admit(provider, signal) {
      const limit = options.rateLimits?.[provider];
      if (!limit) return;
      const limiter = limiters.get(provider) ?? createRateLimiter(limit, clock);
      limiters.set(provider, limiter);
      await limiter.admit(signal);
    },
    attempts: (filter = {}) => store.list(filter),
    spent: (scope = "run") => spentOf(store.committed(scope)),
    unpriced: (scope = "run") => unpricedOf(store.committed(scope)),
    finished: (job, latencyMs) => store.asOne(() => store.finish(job, latencyMs)),
    failed: (job, problem) => store.asOne(() => store.reject(job, problem, now())),
    charged: (job, cost) => {
      if (isCost(cost)) store.asOne(() => store.charge(job, cost));
    },
    settle: (id, word) => store.asOne(() => settleByWord(store, id, word, now())),
  };
}
