import { checkOptions, createClock, type OptionNames, type SeedbedError, UnexpectedError } from "@seedbed/core";
import { askProvider, type Turn } from "./ask-provider.ts";
import { type GenerateOptions, generateOptionNames, type Result } from "./generate.ts";
import { refuseFetch } from "./input-image.ts";
import { movesOn } from "./moves-on.ts";
import type { GenerationRequest } from "./prepare.ts";
import { NoProviderError, type ProviderTried, withProviders } from "./providers-tried.ts";
import { type RankedProvider, type RankOptions, ranked as rankedOf, rankOptionNames } from "./rank-providers.ts";
import type { Target } from "./select-models.ts";
import { untilAborted } from "./until-aborted.ts";

/** How one of several providers is found. */
export interface FamilyOptions extends GenerateOptions, RankOptions {
  /** For all providers together, in milliseconds, jobs included. @default each client's own for each provider */
  readonly timeoutMs?: number;
  /**
   * The caller's word on failures after which the next provider is not asked by itself: one that was or may have been billed, or
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
  /** Each provider that was looked at, in the order of asking; the last made it. */
  readonly providers: readonly ProviderTried[];
}

/**
 * Makes one request of the first provider of a family that can: in the order given, the cheapest or the fastest first. A provider
 * that cannot take the request, lacks a key, or would drop a setting where `strict` is asked for is ignored before anything
 * is sent. After a failure that was not billed the next one is asked; after any other only on the word of `moveOn`.
 *
 * An idempotency key is paid for once among all of them. Past an attempt that may have been billed, the next one stands under the key
 * with ` (2)` behind it.
 *
 * @throws the error that ended it, with `providers` on it: see `providersOf`
 * @throws NoProviderError where more than one was looked at, and at least one asked, all in vain and none billed
 */
export async function generateFromFamily(
  targets: readonly Target[],
  request: GenerationRequest,
  options: FamilyOptions = {},
): Promise<FamilyResult> {
  refuseFetch(options);
  checkOptions("generateFromFamily", options, familyOptionNames);
  return askProviders(targets, request, options, (_target, call) => call());
}

/** The same, with each provider's turn in the hands of who calls. */
export async function askProviders(
  targets: readonly Target[],
  request: GenerationRequest,
  options: FamilyOptions,
  turn: Turn,
): Promise<FamilyResult> {
  const { order: _order, leastHistory: _least, emulated: _emulated, history, moveOn, ...each } = options;
  const ranked = rankedOf(targets, request, options);
  const providers: ProviderTried[] = [];
  const time = timeOf(ranked, options);
  /** Providers that may have been paid: they are not asked again. */
  const maybePaid = new Set<string | undefined>();
  let payments = 1;
  let invalidBefore = false;

  for (let next = 0; next < ranked.length; ) {
    const { target, reason } = ranked[next] as RankedProvider; // within its length
    const { provider, model } = target;
    if (maybePaid.has(provider.id)) {
      next += 1;
      continue;
    }
    const told = { provider: provider.id, model: model.id, place: reason };
    const asking = askProvider(target, request, { ...each, ...keyOf(each, payments) }, turn, time.left);
    const { result, failure } = await asking.catch((bug: unknown) => {
      const error = bug instanceof Error ? bug : new UnexpectedError(String(bug), { billed: "unknown", cause: bug });
      throw withProviders(error, providers);
    });
    if (result) {
      keepLatency(history, result);
      return { ...result, providers: [...providers, { ...told, outcome: "done", billed: "yes" }] };
    }
    const { error, asked, refusedByLedger } = failure;
    providers.push({ ...told, outcome: asked ? "failed" : "passed-over", billed: error.billed, error });
    const goesOn = movesOn(failure, invalidBefore) || (await isAllowed(options, error, target));
    if (!goesOn || time.isOver()) throw withProviders(error, providers);
    if (asked && error.name === "InvalidRequestError") invalidBefore = true;
    const maybeBilled = error.billed !== "no";
    // Where another provider's attempt stands under the key, this one has not had its turn.
    const anothers = maybeBilled && error.provider !== provider.id && !maybePaid.has(error.provider);
    if (!(refusedByLedger && anothers)) next += 1;
    if (maybeBilled) {
      maybePaid.add(error.provider);
      payments += 1;
    }
  }
  throw nothingLeft(ranked, providers);
}

/** The idempotency key of the first payment, or of one that the caller allowed after it. */
function keyOf({ idempotencyKey }: GenerateOptions, payments: number): { idempotencyKey?: string } {
  if (idempotencyKey === undefined) return {};
  return { idempotencyKey: payments === 1 ? idempotencyKey : `${idempotencyKey} (${payments})` };
}

/** What is left for the next provider of the time that the caller gave for all, from the first provider's turn on. */
function timeOf([first]: readonly RankedProvider[], { timeoutMs, client }: FamilyOptions) {
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

/** Why there is no provider left. Where none was asked, the first says why; where there is but one, it speaks for itself. */
function nothingLeft(ranked: readonly RankedProvider[], providers: readonly ProviderTried[]): SeedbedError {
  const errors = providers.flatMap(({ error }) => error ?? []);
  const asked = providers.filter(({ outcome }) => outcome === "failed");
  const own = asked.length === 0 ? errors[0] : ranked.length === 1 ? errors.at(-1) : undefined;
  if (own) return withProviders(own, providers);
  const billed =
    (["yes", "unknown"] as const).find((word) => providers.some((provider) => provider.billed === word)) ?? "no";
  const images = errors.flatMap((error) => error.images ?? []);
  const retryAfter = errors.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  const error = new NoProviderError(
    `No provider of ${ranked[0]?.target.model.family} made it${billed === "no" ? ", and none charged for it" : ""}: ${errors.map(({ message }) => message.replace(/\.$/, "")).join("; ")}.`,
    {
      billed,
      cause: asked.at(-1)?.error,
      ...(images.length === 0 ? {} : { images }),
      ...(retryAfter.length === 0 ? {} : { retryAfterMs: Math.min(...retryAfter) }),
    },
  );
  return withProviders(error, providers);
}
