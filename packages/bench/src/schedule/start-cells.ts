import type { Clock } from "@seedbed/core";
import type { Cell } from "../bench-record.ts";
import type { Plan } from "../plan/plan.ts";

/** How cells are started. */
export interface StartOptions {
  readonly plan: Plan;
  /** In the order in which they start. */
  readonly cells: readonly Cell[];
  readonly clock: Clock;
  /** The provider of a cell. */
  providerOf(cell: Cell): string;
  /** How much earlier `run` is called in an open loop, by the clock: time to write what must be on the disk before a POST leaves. */
  readonly leadMs: number;
  /** Runs a cell; `intendedAtMs` is when it is to start, by the clock. Must not reject. */
  run(cell: Cell, intendedAtMs: number): Promise<void>;
  /** Starts no more cells when it aborts; what is in flight is finished. */
  readonly stop: AbortSignal;
}

/**
 * Starts cells by the plan's schedule and resolves once all that were started are done: so many in flight, or arrivals at their
 * times whatever is in flight. A provider's own concurrency holds in both; what it holds back was late, as it was to start.
 */
export async function startCells(options: StartOptions): Promise<void> {
  const { plan, cells, clock, stop, leadMs } = options;
  const isClosed = plan.schedule.kind === "closed";
  const gate = createStarter(options);
  if (isClosed) {
    for (const cell of cells) gate.add(cell, null);
    gate.fill();
    return gate.idle();
  }
  // Arrivals of a run that goes on begin where it left off.
  const offsetMs = clock.now() + leadMs - (cells[0]?.intendedMs ?? 0);
  for (const cell of cells) {
    const intendedAtMs = offsetMs + (cell.intendedMs ?? 0);
    const leftMs = intendedAtMs - leadMs - clock.now();
    if (leftMs > 0) await clock.delay(leftMs, stop).catch(() => {}); // looked at below
    if (stop.aborted) break;
    gate.add(cell, intendedAtMs);
    gate.fill();
  }
  return gate.idle();
}

/** Holds cells that may start until there is room for them. */
function createStarter({ plan, clock, providerOf, run, stop }: StartOptions) {
  const isClosed = plan.schedule.kind === "closed";
  const most = isClosed ? (plan.schedule.inFlight ?? 1) : Number.POSITIVE_INFINITY;
  // The models of a block run at about the same time, or a drift of the hour would count as a difference between them.
  const blocksAhead = isClosed ? Math.ceil(most / plan.models.length) + 1 : Number.POSITIVE_INFINITY;
  const waiting: { cell: Cell; intendedAtMs: number | null }[] = [];
  const active = new Map<string, number>();
  const blocks = new Map<number, number>();
  let inFlight = 0;
  let whenIdle = () => {};

  function fill(): void {
    // No start changes it: the oldest that waits is in flight then.
    const oldest = isClosed ? [...blocks.keys()].reduce((a, b) => Math.min(a, b), waiting[0]?.cell.block ?? 0) : 0;
    for (let index = 0; index < waiting.length && inFlight < most && !stop.aborted; ) {
      const next = waiting[index];
      if (!next || next.cell.block > oldest + blocksAhead) break;
      const provider = providerOf(next.cell);
      const running = active.get(provider) ?? 0;
      if (running >= (plan.providers[provider]?.concurrency ?? most)) {
        index += 1;
        continue;
      }
      waiting.splice(index, 1);
      start(next.cell, provider, next.intendedAtMs ?? clock.now());
    }
    if (inFlight === 0 && (waiting.length === 0 || stop.aborted)) whenIdle();
  }

  function start(cell: Cell, provider: string, intendedAtMs: number): void {
    inFlight += 1;
    count(active, provider, 1);
    if (isClosed) count(blocks, cell.block, 1);
    run(cell, intendedAtMs).then(() => {
      inFlight -= 1;
      count(active, provider, -1);
      if (isClosed) count(blocks, cell.block, -1);
      fill();
    });
  }

  return {
    add: (cell: Cell, intendedAtMs: number | null) => void waiting.push({ cell, intendedAtMs }),
    fill,
    idle: () =>
      new Promise<void>((resolve) => {
        whenIdle = resolve;
        fill();
      }),
  };
}

function count<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
