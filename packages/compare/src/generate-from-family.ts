import { checkOptions, createClock, type OptionNames, type SeedbedError, UnexpectedError } from "@seedbed/core";
import { askSeller, type Turn } from "./ask-seller.ts";
import { type GenerateOptions, generateOptionNames, type Result } from "./generate.ts";
import { refuseFetch } from "./input-image.ts";
import { movesOn } from "./moves-on.ts";
import type { GenerationRequest } from "./prepare.ts";
import { type RankedSeller, type RankOptions, ranked as rankedOf, rankOptionNames } from "./rank-sellers.ts";
import type { Target } from "./select-models.ts";
import { NoSellerError, type SellerTried, withSellers } from "./sellers-tried.ts";
import { untilAborted } from "./until-aborted.ts";

/** How one of several sellers is found. */
export interface FamilyOptions extends GenerateOptions, RankOptions {
  /** For all sellers together, in milliseconds, jobs included. @default each client's own for each seller */
  readonly timeoutMs?: number;
  /**
   * The caller's word on failures after which the next seller is not asked by itself: one that was or may have been billed, or
   * that the request is to blame for. True asks the next one, which may pay a second time. What it throws counts as no.
   *
   * @default no
   */
  readonly moveOn?: (error: SeedbedError, target: Target) => boolean | Promise<boolean>;
}

/** The names of `FamilyOptions`. */
export const familyOptionNames = {
  ...generateOptionNames,
  ...rankOptionNames,
  moveOn: true,
} as const satisfies OptionNames<FamilyOptions>;

/** A generation, and the way to it. */
export interface FamilyResult extends Result {
  /** Each seller that was looked at, in the order of asking; the last made it. */
  readonly sellers: readonly SellerTried[];
}

/**
 * Makes one request of the first seller of a family that can: in the order given, the cheapest or the fastest first. A seller
 * that cannot take the request, lacks a key, or would drop a setting where `strict` is asked for is passed over before anything
 * is sent. After a failure that was not billed the next one is asked; after any other only on the word of `moveOn`.
 *
 * A request key is paid for once among all of them. Past an attempt that may have been billed, the next one stands under the key
 * with ` (2)` behind it.
 *
 * @throws the error that ended it, with `sellers` on it: see `sellersOf`
 * @throws NoSellerError where more than one was looked at, and at least one asked, all in vain and none billed
 */
export async function generateFromFamily(
  targets: readonly Target[],
  request: GenerationRequest,
  options: FamilyOptions = {},
): Promise<FamilyResult> {
  refuseFetch(options);
  checkOptions("generateFromFamily", options, familyOptionNames);
  return askSellers(targets, request, options, (_target, call) => call());
}

/** The same, with each seller's turn in the hands of who calls. */
export async function askSellers(
  targets: readonly Target[],
  request: GenerationRequest,
  options: FamilyOptions,
  turn: Turn,
): Promise<FamilyResult> {
  const { order: _order, leastHistory: _least, emulated: _emulated, history, moveOn, ...each } = options;
  const ranked = rankedOf(targets, request, options);
  const sellers: SellerTried[] = [];
  const time = timeOf(ranked, options);
  /** Providers that may have been paid: they are not asked again. */
  const maybePaid = new Set<string | undefined>();
  let payments = 1;
  let invalidBefore = false;

  for (let next = 0; next < ranked.length; ) {
    const { target, reason } = ranked[next] as RankedSeller; // within its length
    const { provider, model } = target;
    if (maybePaid.has(provider.id)) {
      next += 1;
      continue;
    }
    const told = { provider: provider.id, model: model.id, place: reason };
    const asking = askSeller(target, request, { ...each, ...keyOf(each, payments) }, turn, time.left);
    const { result, failure } = await asking.catch((bug: unknown) => {
      const error = bug instanceof Error ? bug : new UnexpectedError(String(bug), { billed: "unknown", cause: bug });
      throw withSellers(error, sellers);
    });
    if (result) {
      keepLatency(history, result);
      return { ...result, sellers: [...sellers, { ...told, outcome: "done", billed: "yes" }] };
    }
    const { error, asked, refusedByLedger } = failure;
    sellers.push({ ...told, outcome: asked ? "failed" : "passed-over", billed: error.billed, error });
    const goesOn = movesOn(failure, invalidBefore) || (await isAllowed(options, error, target));
    if (!goesOn || time.isOver()) throw withSellers(error, sellers);
    if (asked && error.name === "InvalidRequestError") invalidBefore = true;
    const maybeBilled = error.billed !== "no";
    // Where another seller's attempt stands under the key, this one has not had its turn.
    const anothers = maybeBilled && error.provider !== provider.id && !maybePaid.has(error.provider);
    if (!(refusedByLedger && anothers)) next += 1;
    if (maybeBilled) {
      maybePaid.add(error.provider);
      payments += 1;
    }
  }
  throw nothingLeft(ranked, sellers);
}

/** The request key of the first payment, or of one that the caller allowed after it. */
function keyOf({ requestKey }: GenerateOptions, payments: number): { requestKey?: string } {
  if (requestKey === undefined) return {};
  return { requestKey: payments === 1 ? requestKey : `${requestKey} (${payments})` };
}

/** What is left for the next seller of the time that the caller gave for all, from the first seller's turn on. */
function timeOf([first]: readonly RankedSeller[], { timeoutMs, client }: FamilyOptions) {
  const clock = (first && client?.(first.target.provider.id)?.clock) ?? createClock();
  let ends: number | undefined;
  return {
    left() {
      if (timeoutMs === undefined) return {};
      ends ??= clock.now() + timeoutMs;
      return { timeoutMs: ends - clock.now() };
    },
    isOver: () => ends !== undefined && clock.now() >= ends,
  };
}

async function isAllowed({ moveOn, signal }: FamilyOptions, error: SeedbedError, target: Target): Promise<boolean> {
  if (error.name === "AbortError") return false;
  try {
    return (await untilAborted(moveOn?.(error, target), signal)) === true;
  } catch {
    return false; // documented at FamilyOptions
  }
}

/** Trouble in the ledger must not lose what was paid for, hold it up, or end the process. */
function keepLatency(history: FamilyOptions["history"], { job, timing, earlier }: Result): void {
  try {
    const keeping: unknown = job && !earlier ? history?.finished?.(job, timing.latencyMs) : undefined;
    if (keeping instanceof Promise) keeping.catch(() => {}); // see above
  } catch {} // see above
}

/** Why there is no seller left. Where none was asked, the first says why; where there is but one, it speaks for itself. */
function nothingLeft(ranked: readonly RankedSeller[], sellers: readonly SellerTried[]): SeedbedError {
  const errors = sellers.flatMap(({ error }) => error ?? []);
  const asked = sellers.filter(({ outcome }) => outcome === "failed");
  const own = asked.length === 0 ? errors[0] : ranked.length === 1 ? errors.at(-1) : undefined;
  if (own) return withSellers(own, sellers);
  const billed = (["yes", "unknown"] as const).find((word) => sellers.some((seller) => seller.billed === word)) ?? "no";
  const images = errors.flatMap((error) => error.images ?? []);
  const retryAfter = errors.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  const error = new NoSellerError(
    `No seller of ${ranked[0]?.target.model.family} made it${billed === "no" ? ", and none charged for it" : ""}: ${errors.map(({ message }) => message.replace(/\.$/, "")).join("; ")}.`,
    {
      billed,
      cause: asked.at(-1)?.error,
      ...(images.length === 0 ? {} : { images }),
      ...(retryAfter.length === 0 ? {} : { retryAfterMs: Math.min(...retryAfter) }),
    },
  );
  return withSellers(error, sellers);
}
