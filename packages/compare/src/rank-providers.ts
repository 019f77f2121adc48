import {
  type ClientOptions,
  checkNumber,
  checkOptions,
  InvalidRequestError,
  isSeedbedError,
  type Job,
  type OptionNames,
} from "@seedbed/core";
import { estimate } from "./estimate.ts";
import type { GenerationRequest } from "./prepare.ts";
import type { Target } from "./select-models.ts";

/** In which order the providers of a family are asked. */
export type ProviderOrder = "given" | "cheapest" | "fastest";

/** The orders that there are. */
export const providerOrders: readonly ProviderOrder[] = ["given", "cheapest", "fastest"];

/** An earlier attempt, as far as its latency is looked at. */
export interface PastAttempt {
  /** Model id, e.g. `segmind/seedream-v3`. */
  readonly model: string | undefined;
  /** How long its POST took, in milliseconds. */
  readonly timing?: { readonly latencyMs: number };
  /** Of a job `timing` tells how long submitting took, and `resultMs` how long it was until its result. */
  readonly job?: unknown;
  /** Milliseconds from its submit to its result. */
  readonly resultMs?: number;
  /** Names that the caller gave it. */
  readonly tags?: readonly string[];
}

/** Where earlier attempts are looked up: a ledger of `@seedbed/ledger`, or the caller's own. */
export interface History {
  /** Those that were accepted, the oldest first. */
  attempts(filter: { readonly state: "accepted"; readonly provider: string }): readonly PastAttempt[];
  /** Told how long a job took. */
  finished?(job: Job, latencyMs: number): void;
}

/** How providers are put in order. */
export interface RankOptions {
  /**
   * `cheapest`: by the worst case in US dollars of this request; one in credits counts where `prices.credits` of its client says
   * what they cost, and one without a price stands last. `fastest`: by the median latency of the latest 50 attempts in `history`;
   * who has too few stands last. Providers that stand alike keep the order given. @default "given"
   */
  readonly order?: ProviderOrder;
  /** Settings of each provider's client; its prices are looked at. */
  readonly client?: (provider: string) => ClientOptions;
  /** Earlier attempts, for `fastest`: a ledger keeps them. */
  readonly history?: History;
  /** Fewer earlier attempts than this say nothing of how fast a provider is. @default 6 */
  readonly leastHistory?: number;
  /** Whether a provider is an emulator: its history is that of attempts with the tag `emulated`, and of no others. @default none is */
  readonly emulated?: (provider: string) => boolean;
}

/** The names of `RankOptions`. */
export const rankOptionNames = {
  order: true,
  client: true,
  history: true,
  leastHistory: true,
  emulated: true,
} as const satisfies OptionNames<RankOptions>;

/** A provider, and why it stands where it does. */
export interface RankedProvider {
  /** The model and who serves it. */
  readonly target: Target;
  /** What its place rests on. `unknown`: nothing is known that the order asks for, and it stands behind those that are. */
  readonly basis: "given" | "estimate" | "history" | "unknown";
  /** In words: `at most $0.035 (price-table)`. */
  readonly reason: string;
}

type Judged = Pick<RankedProvider, "basis" | "reason"> & { readonly rank: number };

const latest = 50;

/**
 * Puts the providers of one family in the order in which they are to be asked. Nothing is sent.
 *
 * @throws InvalidRequestError where there is none, or they are not of one family
 */
export function rankProviders(
  targets: readonly Target[],
  request: GenerationRequest,
  options: RankOptions = {},
): RankedProvider[] {
  checkOptions("rankProviders", options, rankOptionNames);
  return ranked(targets, request, options);
}

/** The same with options that were looked at by their own names. */
export function ranked(targets: readonly Target[], request: GenerationRequest, options: RankOptions): RankedProvider[] {
  const [first] = targets;
  if (!first) throw new InvalidRequestError("There is no provider to ask.", { field: "family" });
  const stranger = targets.find(({ model }) => model.family !== first.model.family);
  if (stranger) {
    throw new InvalidRequestError(
      `${stranger.model.id} is of the family ${stranger.model.family}, not of ${first.model.family} as ${first.model.id}: a request goes to providers of one family.`,
      { field: "family" },
    );
  }
  const { order = "given" } = options;
  if (!providerOrders.includes(order)) {
    throw new InvalidRequestError(`The order is ${providerOrders.join(", ")}; it is "${order}".`, { field: "order" });
  }
  checkNumber("leastHistory", options.leastHistory, 0, "attempts");
  const judge = { given: inOrder, cheapest: byPrice, fastest: byLatency }[order];
  return targets
    .map((target) => ({ target, ...judge(target, request, options) }))
    .sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
    .map(({ rank: _rank, ...provider }) => provider);
}

function inOrder(): Judged {
  return { basis: "given", reason: "as given", rank: 0 };
}

function byPrice(target: Target, request: GenerationRequest, { client }: RankOptions): Judged {
  const unknown = (reason: string): Judged => ({ basis: "unknown", reason, rank: Number.POSITIVE_INFINITY });
  try {
    const { prices } = client?.(target.provider.id) ?? {};
    const { cost } = estimate(target, request, prices ? { prices } : {});
    if (!cost) return unknown("no price is known");
    if (cost.currency !== "USD") return unknown(`at most ${cost.max} credits, of which no price is set`);
    return { basis: "estimate", reason: `at most $${cost.max} (${cost.basis})`, rank: cost.max };
  } catch (error) {
    if (!isSeedbedError(error)) throw error;
    return unknown("it cannot take the request"); // it is ignored, and the reason told, when its turn comes
  }
}

function byLatency({ provider, model }: Target, _request: GenerationRequest, options: RankOptions): Judged {
  const { history, leastHistory = 6, emulated } = options;
  const inEmulation = emulated?.(provider.id) ?? false;
  const attempts = history?.attempts({ state: "accepted", provider: provider.id }) ?? [];
  const latencies = attempts
    .filter((attempt) => attempt.model === model.id && (attempt.tags?.includes("emulated") ?? false) === inEmulation)
    .flatMap(({ job, resultMs, timing }) => (job ? resultMs : timing?.latencyMs) ?? [])
    .slice(-latest);
  const of = inEmulation ? "emulated generations" : "generations";
  if (latencies.length < Math.max(1, leastHistory)) {
    const reason = `too little is known: ${latencies.length} earlier ${of}, ${leastHistory} needed`;
    return { basis: "unknown", reason, rank: Number.POSITIVE_INFINITY };
  }
  const median = medianOf(latencies);
  return {
    basis: "history",
    reason: `median ${(median / 1000).toFixed(1)} s of ${latencies.length} earlier ${of}`,
    rank: median,
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
