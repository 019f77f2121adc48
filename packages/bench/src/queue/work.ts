import type { Target } from "@seedbed/compare";
import { mayPass, openPostgresLedger, type PostgresLedger, patiently } from "@seedbed/ledger/postgres";
import type { BenchAttempt, Cell } from "../bench-record.ts";
import { targetsOfPlan } from "../plan/settle-plan.ts";
import { createMeasuredFetch } from "../run/measured-fetch.ts";
import { type CellLedger, runCell } from "../run/run-cell.ts";
import { layOutCells } from "../schedule/lay-out-cells.ts";
import { imagesIn } from "./database-images.ts";
import { type Claim, finish, handBack, type QueuedRun } from "./queued-run.ts";
import type { WorkerOptions } from "./run-worker.ts";

/** What one worker has of one run. */
export interface Work {
  /** The ledger under the run's budget. */
  readonly ledger: PostgresLedger;
  /** Runs a cell and keeps what came of it; undefined where it was given back. */
  run(claimed: Claim): Promise<BenchAttempt | undefined>;
  /** What is under way. */
  claims(): readonly Claim[];
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** Opens the ledger and the connections of a run. */
export async function openWork(run: QueuedRun, options: WorkerOptions): Promise<Work> {
  const { queue, clock, timeScale, providers, client, stop } = options;
  const { plan, emulated } = run.head;
  const ledger = await openPostgresLedger(queue.database, {
    run: run.id,
    maxSpend: plan.budget,
    creditPrices: plan.prices.credits ?? {},
    rateLimits: Object.fromEntries(Object.entries(plan.providers).map(([id, { rateLimit }]) => [id, rateLimit])),
    clock,
    timeScale,
  });
  const cells = new Map(layOutCells(plan).map((cell) => [cell.id, cell]));
  const targets = new Map(targetsOfPlan(plan, providers).map((target) => [target.model.id, target]));
  const fetch = createMeasuredFetch(clock);
  const active = new Set<Claim>();
  const tools = {
    plan,
    folder: imagesIn(queue, run.id),
    ledger: ofRun(ledger, run.id),
    clock,
    fetch,
    client,
    emulated,
    keepImages: run.keepImages,
    stop,
    sameClock: timeScale === 1,
  };

  async function runOne(claimed: Claim, cell: Cell, target: Target): Promise<BenchAttempt | undefined> {
    const attempt = await runCell(cell, target, await turnOf(cell, claimed), tools).catch((error) => {
      if (mayPass(error)) return undefined; // what has left stands in the ledger, and comes back from there
      throw error;
    });
    if (!attempt) {
      await patiently(() => handBack(queue, run.id, claimed, null));
      return undefined;
    }
    if (attempt.outcome === "not-sent") {
      const stopped = attempt.failure?.name === "BudgetExceededError" ? attempt.failure.message : null;
      await patiently(() => handBack(queue, run.id, claimed, stopped));
      return undefined;
    }
    await patiently(() => finish(queue, run.id, claimed, attempt));
    return attempt;
  }

  /** Waits for the intended start, by the database's clock, and gives it by the worker's. */
  async function turnOf({ intendedMs }: Cell, { sinceBeginMs }: Claim): Promise<number> {
    if (intendedMs === null) return clock.now();
    const leftMs = intendedMs - sinceBeginMs * timeScale;
    const intendedAtMs = clock.now() + leftMs;
    if (leftMs > 0) await clock.delay(leftMs, stop).catch(() => {}); // runCell gives up then
    return intendedAtMs;
  }

  return {
    ledger,
    claims: () => [...active],
    async run(claimed) {
      const cell = cells.get(claimed.cell);
      const target = cell && targets.get(cell.model);
      if (!cell || !target) return undefined; // laid out from the same plan
      active.add(claimed);
      try {
        return await runOne(claimed, cell, target);
      } finally {
        active.delete(claimed);
      }
    },
    async close() {
      await fetch.close();
      await ledger.close();
    },
  };
}

/** Several runs share a ledger: the id of a cell is an idempotency key within its run. */
function ofRun(ledger: PostgresLedger, run: string): CellLedger {
  return {
    ...ledger,
    reserve: (attempt, signal) =>
      ledger.reserve(
        attempt.idempotencyKey === undefined
          ? attempt
          : { ...attempt, idempotencyKey: `${run}/${attempt.idempotencyKey}` },
        signal,
      ),
  };
}
