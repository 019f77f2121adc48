import { type ClientOptions, type Clock, checkOptions, type OptionNames, type Provider } from "@seedbed/core";
import { mayPass } from "@seedbed/ledger/postgres";
import type { BenchAttempt } from "../bench-record.ts";
import { callSafely } from "../run/call-safely.ts";
import type { Queue } from "./queue.ts";
import { claim, openRuns, type QueuedRun, sweep, touch } from "./queued-run.ts";
import { openWork, type Work } from "./work.ts";

/** How a worker works. */
export interface WorkerOptions {
  /** Where the runs are. */
  readonly queue: Queue;
  /** Every provider that a plan may name. */
  readonly providers: readonly Provider[];
  /** Those of them that it can call; the cells of the others are left to other workers. */
  readonly callable: readonly string[];
  /** The provider's time. */
  readonly clock: Clock;
  /** How much faster than real time it runs. */
  readonly timeScale: number;
  /** Whether an emulator answers: it then works at emulated runs alone, else at live ones alone. */
  readonly emulated: boolean;
  /** Key and address of a provider. */
  client(provider: string): ClientOptions;
  /** Most cells at a time. */
  readonly concurrency: number;
  /** Ends when no run has work left. @default false */
  readonly drain?: boolean;
  /** Claims no more when it aborts, and finishes what is in flight. */
  readonly stop: AbortSignal;
  /** Called with each run that it begins to work at, or why it does not. Errors it throws are ignored. */
  readonly onRun?: (run: QueuedRun, problem: string | undefined) => void;
  /** Called with each attempt that has ended. Errors it throws are ignored. */
  readonly onAttempt?: (attempt: BenchAttempt) => void;
}

const workerOptionNames = {
  queue: true,
  providers: true,
  callable: true,
  clock: true,
  timeScale: true,
  emulated: true,
  client: true,
  concurrency: true,
  drain: true,
  stop: true,
  onRun: true,
  onAttempt: true,
} as const satisfies OptionNames<WorkerOptions>;

/** Real milliseconds. */
const idleMs = 200;
const sweepEveryMs = 1000;
const touchEveryMs = 10_000;
/** How long a database may be away before the worker gives up. */
const patienceMs = 60_000;

/**
 * Works at the runs of a queue, the oldest first: claims a cell, runs it through the ledger in the same database, and keeps what
 * came of it as its job ends. What a worker leaves behind that is gone is queued again; the ledger knows what may be sent.
 *
 * @returns how many cells it brought to their end
 * @throws LedgerError where the database stays away: what was in flight is finished before
 */
export async function runWorker(options: WorkerOptions): Promise<number> {
  checkOptions("runWorker", options, workerOptionNames);
  const { queue, concurrency, stop } = options;
  const works = new Map<string, Work>();
  const told = new Set<string>();
  const active = new Set<Promise<void>>();
  let ended = 0;
  let wake = () => {};
  let trouble: unknown;
  let awaySince: number | undefined;
  let nextSweep = 0;
  let nextTouch = performance.now() + touchEveryMs;

  function start(work: Work, claimed: Parameters<Work["run"]>[0]): void {
    const running: Promise<void> = work
      .run(claimed)
      .then((attempt) => {
        if (!attempt) return;
        ended += 1;
        callSafely(() => options.onAttempt?.(attempt));
      })
      .catch((error) => {
        trouble ??= error;
      })
      .finally(() => {
        active.delete(running);
        wake();
      });
    active.add(running);
  }

  /** Takes what there is room for; false where there is nothing to do. */
  async function step(): Promise<boolean> {
    const runs = await openRuns(queue);
    const mine = runs.filter((run) => {
      const problem = problemOf(run, options);
      if (!told.has(run.id)) callSafely(() => options.onRun?.(run, problem));
      told.add(run.id);
      return problem === undefined;
    });
    for (const [id, work] of works) {
      if (mine.some((run) => run.id === id) || work.claims().length > 0) continue;
      await work.close();
      works.delete(id);
    }
    const now = performance.now();
    const sweeps = now >= nextSweep;
    if (sweeps) nextSweep = now + sweepEveryMs;
    for (const run of mine) {
      const work = works.get(run.id) ?? (await openWork(run, options));
      works.set(run.id, work);
      if (sweeps) {
        await work.ledger.recover();
        await sweep(queue, run.id, work.ledger.livingHolders);
      }
      const most = concurrency - active.size;
      if (most < 1 || stop.aborted) continue;
      const without = Object.keys(run.head.plan.providers).filter((id) => !options.callable.includes(id));
      const holder = await work.ledger.holder();
      for (const claimed of await claim(queue, run, { holder, most, without })) start(work, claimed);
    }
    if (now >= nextTouch) {
      nextTouch = now + touchEveryMs;
      for (const [id, work] of works) await touch(queue, id, work.claims());
    }
    return mine.length > 0;
  }

  try {
    while (!stop.aborted && trouble === undefined) {
      try {
        const busy = await step();
        awaySince = undefined;
        if (!busy && options.drain && active.size === 0) break;
      } catch (error) {
        awaySince ??= performance.now();
        if (!mayPass(error) || performance.now() - awaySince > patienceMs) throw error;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idleMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        stop.addEventListener("abort", wake, { once: true });
      });
    }
  } catch (error) {
    trouble ??= error;
  }
  const beats = setInterval(() => {
    for (const [id, work] of works) touch(queue, id, work.claims()).catch(() => {}); // the ledger holds without it
  }, touchEveryMs);
  await Promise.allSettled(active);
  clearInterval(beats);
  for (const work of works.values()) await work.close();
  if (trouble !== undefined) throw trouble;
  return ended;
}

/** Why a worker leaves a run to others. */
function problemOf({ head }: QueuedRun, { emulated, timeScale, callable }: WorkerOptions): string | undefined {
  if (head.emulated !== emulated)
    return head.emulated
      ? "it is emulated, and this worker would pay"
      : "it is live, and this worker is at an emulator";
  if (head.timeScale !== timeScale) return `its time scale is ${head.timeScale}, and this worker's ${timeScale}`;
  if (!Object.keys(head.plan.providers).some((id) => callable.includes(id)))
    return "this worker has a key for none of its providers";
  return undefined;
}
