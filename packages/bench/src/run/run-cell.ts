import { type Estimate, estimate, generate, type Result, type Target } from "@seedbed/compare";
import {
  AbortError,
  type Accounting,
  type ClientOptions,
  type Clock,
  describeImage,
  holdTime,
  type Image,
  isSeedbedError,
  type Job,
} from "@seedbed/core";
import type { BenchAttempt, BenchImage, Cell } from "../bench-record.ts";
import type { Plan } from "../plan/plan.ts";
import { attemptOfError, attemptOfResult, type Ended } from "./attempt-of.ts";
import type { MeasuredFetch, WireTrace } from "./measured-fetch.ts";
import type { RunFolder } from "./run-folder.ts";

/** Where images are kept: the folder of a run, or another place. */
export type ImageFolder = Pick<RunFolder, "saveImage" | "readImage" | "saveAnswer">;

/** The books of paid calls: a ledger, or one that is waited for. */
export interface CellLedger extends Accounting {
  /** Keeps how long a job took until its result was known. */
  finished(job: Job, latencyMs: number): void | Promise<void>;
}

/** What every cell of a run is run with. */
export interface CellTools {
  readonly plan: Plan;
  readonly folder: ImageFolder;
  readonly ledger: CellLedger;
  readonly clock: Clock;
  readonly fetch: MeasuredFetch;
  /** Key and address of a provider. */
  client(provider: string): ClientOptions;
  /** Whether its clock runs on over processes. */
  readonly sameClock: boolean;
  readonly emulated: boolean;
  readonly keepImages: boolean;
  /** What waits for its turn gives up when it aborts; what has left is finished. */
  readonly stop: AbortSignal;
}

/**
 * Runs one cell to what came of it. Its paid POST goes through the ledger under the cell's id, so that it is paid for once.
 *
 * @throws LedgerError where the books cannot be kept: nothing more may be sent then
 */
export async function runCell(
  cell: Cell,
  target: Target,
  intendedAtMs: number,
  tools: CellTools,
): Promise<BenchAttempt> {
  const { plan, clock, folder, ledger } = tools;
  const provider = target.provider.id;
  const wire: WireTrace = {};
  const state: CellState = { queuedMs: 0, posts: 0 };
  /** A call does not wait for its accounting without end; what is saved there must not be saved twice at once. */
  const settled = () => state.settling?.catch(() => {}); // the ledger says it at its next use
  const ended = (images: readonly BenchImage[]): Ended => ({
    cell,
    estimate: estimateOf(target, cell, plan),
    imagesAsked: cell.request.count ?? 1,
    intendedAtMs,
    emulated: tools.emulated || wire.emulated === true,
    wire,
    queuedMs: state.queuedMs,
    posts: state.posts,
    images,
  });
  const measured = tools.fetch.for(wire);
  const base = tools.client(provider);
  const { mode, rateLimit } = plan.providers[provider] ?? {};
  const client: ClientOptions = {
    ...(rateLimit ? { rateLimit } : {}),
    ...base,
    ...(mode ? { mode } : {}),
    clock,
    prices: plan.prices,
    accounting: accountingOf(cell, intendedAtMs, wire, state, tools),
    fetch: (url, init) => {
      if (init?.method === "POST") state.posts += 1;
      return measured(url, init);
    },
  };
  try {
    const result = await generate(target, cell.request, {
      client: () => client,
      idempotencyKey: cell.id,
      tags: tools.emulated ? ["emulated"] : [],
      ...(plan.timeoutMs === undefined ? {} : { timeoutMs: plan.timeoutMs }),
      ...(plan.pollIntervalMs === undefined ? {} : { pollIntervalMs: plan.pollIntervalMs }),
    });
    await settled();
    const images = await saveAll(cell, await imagesOf(cell, result, folder), state.early, tools);
    if (result.job && !result.earlier) await ledger.finished(result.job, result.timing.latencyMs);
    return attemptOfResult(ended(images), result, tools.sameClock);
  } catch (error) {
    await settled();
    if (!isSeedbedError(error) || error.name === "LedgerError") throw error;
    const had = (error.images ?? []).filter((image): image is Image => "bytes" in image);
    const images = await saveAll(cell, had, state.early, tools);
    // Not only if images are kept: it may have been paid for, and nothing else is left of it.
    const answer = error.answer && (await folder.saveAnswer(cell, error.answer).catch(() => undefined)); // why it failed comes first
    return attemptOfError(ended(images), error, answer);
  }
}

/** What a cell has come to so far. */
interface CellState {
  queuedMs: number;
  posts: number;
  early?: BenchImage;
  settling?: Promise<void>;
}

/** What a cell comes to by the documents. */
export function estimateOf(target: Target, cell: Cell, plan: Plan): Estimate {
  return estimate(target, cell.request, { prices: plan.prices });
}

/** The ledger as one cell speaks to it. */
function accountingOf(
  cell: Cell,
  intendedAtMs: number,
  wire: WireTrace,
  state: CellState,
  { ledger, clock, folder, stop, keepImages }: CellTools,
): Accounting {
  return {
    failed: (job, problem) => ledger.failed?.(job, problem),
    charged: (job, cost) => ledger.charged?.(job, cost),
    async reserve(attempt, signal) {
      const reservation = await ledger.reserve(attempt, signal);
      if (reservation.earlier) return reservation;
      return {
        settle(outcome) {
          state.settling = (async () => {
            try {
              // An image that is the answer itself is on the disk before the ledger says that it was accepted.
              const bytes = keepImages && outcome.state === "accepted" && wire.image ? await wire.image : undefined;
              const measured = bytes && describeImage(new Uint8Array(bytes));
              if (bytes && measured)
                state.early = await holdTime(clock, () =>
                  folder.saveImage(cell, 0, { ...measured, bytes: new Uint8Array(bytes) }, true),
                );
            } finally {
              await reservation.settle(outcome);
            }
          })();
          return state.settling;
        },
      };
    },
    async admit(provider, signal, rateLimit) {
      const first = wire.leftMs === undefined;
      const waits = first ? AbortSignal.any([signal, stop]) : signal;
      let fromMs = clock.now();
      try {
        // What is started ahead of its time is on the disk by now, and leaves at its time.
        if (first && intendedAtMs > fromMs) await clock.delay(intendedAtMs - fromMs, waits);
        fromMs = clock.now();
        if (first) wire.admittedFromMs ??= fromMs;
        await ledger.admit(provider, waits, rateLimit);
      } catch (error) {
        if (first && stop.aborted && !signal.aborted)
          throw new AbortError(`${cell.id} was not sent: the run was stopped`, { provider, cause: error });
        throw error;
      } finally {
        if (first) state.queuedMs += clock.now() - fromMs;
      }
    },
  };
}

/** The images of a result; one that another process was given as the answer itself lies in the folder. */
async function imagesOf(cell: Cell, { images, earlier }: Result, folder: ImageFolder): Promise<readonly Image[]> {
  if (images.length > 0 || !earlier) return images;
  const bytes = await folder.readImage(cell);
  const measured = bytes && describeImage(bytes);
  return bytes && measured ? [{ bytes, ...measured, sizeBytes: bytes.length }] : [];
}

async function saveAll(
  cell: Cell,
  images: readonly Image[],
  early: BenchImage | undefined,
  { clock, folder, keepImages }: CellTools,
): Promise<BenchImage[]> {
  const saved: BenchImage[] = [];
  for (const [index, image] of images.entries()) {
    const had = index === 0 && early?.sizeBytes === image.sizeBytes ? early : undefined;
    saved.push(had ?? (await holdTime(clock, () => folder.saveImage(cell, index, image, keepImages))));
  }
  return saved;
}
