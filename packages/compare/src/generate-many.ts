import {
  AbortError,
  type AttemptState,
  checkOptions,
  type Image,
  type ImagePlace,
  InvalidRequestError,
  isSeedbedError,
  type OptionNames,
  type Provider,
} from "@seedbed/core";
import { createGate, type Gate } from "./gate.ts";
import { askProviders, type FamilyOptions, type FamilyResult, familyOptionNames } from "./generate-from-family.ts";
import { refuseFetch } from "./input-image.ts";
import type { GenerationRequest } from "./prepare.ts";
import { providersOf } from "./providers-tried.ts";
import type { Target } from "./select-models.ts";
import { untilAborted } from "./until-aborted.ts";

/** One of many requests. */
export interface ManyRequest {
  /** The model, or the providers of a family. */
  readonly target: Target | readonly Target[];
  /** In the words that hold for every model. */
  readonly request: GenerationRequest;
  /** The caller's own name of this request: it is paid for once. */
  readonly idempotencyKey?: string;
  /** Beside those that all of them have. */
  readonly tags?: readonly string[];
}

/** Which image of which of many requests one is. */
export interface ManyImagePlace extends ImagePlace {
  /** The request, from 0. */
  readonly request: number;
}

/** What became of one of many requests. */
export type Settled = { readonly request: number } & (
  | { readonly state: "accepted"; readonly result: FamilyResult; readonly error?: undefined }
  | {
      /** Of an error too: `accepted` was paid for, `unknown` may have been, `rejected` and `not-sent` were not. */
      readonly state: AttemptState;
      readonly error: Error;
      readonly result?: undefined;
    }
);

/** How many requests are made. */
export interface ManyOptions extends Omit<FamilyOptions, "idempotencyKey" | "onImage"> {
  /**
   * How many generations of one provider are under way at a time, for each or by provider id. Its rate limit is the ledger's to
   * keep: `createLedger({ rateLimits })` as the client's `accounting`. @default 4, or as many as its rate limit holds if fewer
   */
  readonly concurrency?: number | Readonly<Record<string, number>>;
  /** Given each image of each request as it has been read, and awaited. See `RunOptions`. */
  readonly onImage?: (image: Image, place: ManyImagePlace) => void | Promise<void>;
  /** Told as each request is settled, and awaited: the moment to keep what became of it. Errors it throws are ignored. */
  readonly onSettled?: (settled: Settled) => void | Promise<void>;
}

const { idempotencyKey: _idempotencyKey, ...manyNames } = familyOptionNames;
const manyOptionNames = {
  ...manyNames,
  concurrency: true,
  onSettled: true,
} as const satisfies OptionNames<ManyOptions>;
const manyRequestNames = {
  target: true,
  request: true,
  idempotencyKey: true,
  tags: true,
} as const satisfies OptionNames<ManyRequest>;

/**
 * Makes many requests at once, as many of each provider at a time as `concurrency` says. A failure of one keeps the results of the
 * others; nothing rejects. After an abort what is under way is settled with what is known of it, and what was not sent says so.
 *
 * @returns one entry for each request, in that order
 * @throws InvalidRequestError where `concurrency` is none
 */
export async function generateMany(
  requests: readonly ManyRequest[],
  options: ManyOptions = {},
): Promise<readonly Settled[]> {
  refuseFetch(options);
  checkOptions("generateMany", options, manyOptionNames);
  for (const one of requests) checkOptions("generateMany request", one, manyRequestNames);
  const { concurrency, onImage, onSettled, ...each } = options;
  checkConcurrency(concurrency);
  const gates = new Map<string, Gate>();
  /** A provider's gate; or that of several, which holds as many as theirs together and keeps the others' requests out of the queue. */
  const gateOf = (providers: readonly Provider[]): Gate => {
    const all = [...new Map(providers.map((provider) => [provider.id, provider])).values()];
    const name = all.map(({ id }) => id).join(" ");
    const gate = gates.get(name) ?? createGate(all.reduce((sum, provider) => sum + mostOf(provider, concurrency), 0));
    gates.set(name, gate);
    return gate;
  };

  async function make({ target, request, idempotencyKey, tags }: ManyRequest, index: number): Promise<FamilyResult> {
    const targets = "model" in target ? [target] : target;
    const options = {
      ...each,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(tags || each.tags ? { tags: [...(each.tags ?? []), ...(tags ?? [])] } : {}),
      ...(onImage
        ? { onImage: (image: Image, place: ImagePlace) => onImage(image, { ...place, request: index }) }
        : {}),
    };
    const start = () =>
      askProviders(targets, request, options, ({ provider }, work) => gateOf([provider]).run(work, each.signal));
    const group = gateOf(targets.map(({ provider }) => provider));
    return targets.length > 1 ? group.run(start, each.signal) : start();
  }

  return Promise.all(
    requests.map(async (request, index) => {
      const settled = await settle(index, make(request, index), each.signal);
      try {
        await untilAborted(onSettled?.(settled), each.signal);
      } catch {} // documented at ManyOptions
      return settled;
    }),
  );
}

async function settle(request: number, made: Promise<FamilyResult>, signal?: AbortSignal): Promise<Settled> {
  try {
    return { request, state: "accepted", result: await made };
  } catch (error) {
    if (signal?.aborted && error === signal.reason) {
      return {
        request,
        state: "not-sent",
        error: new AbortError("The call was aborted before this was sent", { cause: error }),
      };
    }
    return { request, state: stateOf(error), error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The worst that any provider may have made of it. */
function stateOf(error: unknown): AttemptState {
  if (!isSeedbedError(error)) return "unknown";
  const errors = [error, ...providersOf(error).flatMap((provider) => provider.error ?? [])];
  if (errors.some(({ billed }) => billed === "yes")) return "accepted";
  if (errors.some(({ billed }) => billed === "unknown")) return "unknown";
  return errors.some(({ status, job }) => status !== undefined || job !== undefined) ? "rejected" : "not-sent";
}

const usual = 4;

function mostOf({ id, rateLimit }: Provider, concurrency: ManyOptions["concurrency"]): number {
  const asked = typeof concurrency === "object" ? concurrency[id] : concurrency;
  return asked ?? Math.min(usual, rateLimit?.requests ?? usual);
}

function checkConcurrency(concurrency: ManyOptions["concurrency"]): void {
  const numbers = typeof concurrency === "object" ? Object.values(concurrency) : [concurrency ?? usual];
  const wrong = numbers.find((most) => !(Number.isInteger(most) && most >= 1));
  if (wrong === undefined) return;
  throw new InvalidRequestError(`The concurrency must be a whole number of at least 1; it is ${wrong}.`, {
    field: "concurrency",
  });
}
