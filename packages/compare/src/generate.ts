import {
  type ClientOptions,
  checkOptions,
  failureText,
  type Generation,
  InvalidRequestError,
  isSeedbedError,
  type Job,
  type MappedRequest,
  type OptionNames,
  type ParityEntry,
  type ProviderClient,
  type RunOptions,
  runOptionNames,
  type SeedbedError,
  type Size,
  UnexpectedError,
} from "@seedbed/core";
import { type Breaker, guarded } from "./breaker.ts";
import { refuseFetch } from "./input-image.ts";
import { type GenerationRequest, type PrepareOptions, prepareChecked, prepareOptionNames } from "./prepare.ts";
import type { Target } from "./select-models.ts";
import { untilAborted } from "./until-aborted.ts";

/** How a generation is made. */
export interface GenerateOptions extends Omit<RunOptions, "extraBody">, PrepareOptions {
  /** Settings of each provider's client: key, base URL, ledger, prices. */
  readonly client?: (provider: string) => ClientOptions;
  /** Leaves alone what has failed several times in a row, in all calls that share it. @default none */
  readonly breaker?: Breaker;
}

const { extraBody: _extraBody, ...runNames } = runOptionNames;
/** The names of `GenerateOptions`. */
export const generateOptionNames = {
  ...runNames,
  ...prepareOptionNames,
  client: true,
  breaker: true,
} as const satisfies OptionNames<GenerateOptions>;

/** A generation with what became of every setting. */
export interface Result extends Generation {
  /** What became of each setting. */
  readonly parity: readonly ParityEntry[];
  /** The size that was asked for, where the documents say what it is in pixels. */
  readonly askedSize: Size | null;
  /** How many images were asked for. */
  readonly count: number;
}

/** Makes one request of one model. */
export async function generate(
  target: Target,
  request: GenerationRequest,
  options: GenerateOptions = {},
): Promise<Result> {
  refuseFetch(options);
  checkOptions("generate", options, generateOptionNames);
  return run(await ready(target, request, options), options);
}

/** What one of several models gave: its result, or why there is none. */
export type ComparedResult =
  | { readonly target: Target; readonly result: Result }
  | { readonly target: Target; readonly error: SeedbedError };

/** How the same request is made of several models. */
export interface CompareOptions extends GenerateOptions {
  /** Names the request: it is paid for once of each model, under this key, a space and the model's id. */
  readonly idempotencyKey?: string;
  /** Called as each model is done, and awaited: the moment to keep what it gave. Errors it throws are ignored. */
  readonly onResult?: (compared: ComparedResult) => void | Promise<void>;
}

const compareOptionNames = { ...generateOptionNames, onResult: true } as const satisfies OptionNames<CompareOptions>;

/**
 * Makes the same request of several models at once. Every mapping and every client is checked before anything is sent to any;
 * after that a failure of one keeps the results of the others.
 *
 * @throws InvalidRequestError where a model cannot take the request, or none was given
 */
export async function compare(
  targets: readonly Target[],
  request: GenerationRequest,
  options: CompareOptions = {},
): Promise<ComparedResult[]> {
  refuseFetch(options);
  checkOptions("compare", options, compareOptionNames);
  if (targets.length === 0) throw new InvalidRequestError("There is no model to compare.", { field: "model" });
  const { onResult, idempotencyKey, ...each } = options;
  const all = await Promise.all(targets.map((target) => ready(target, request, each)));
  return Promise.all(
    all.map(async (call) => {
      const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey} ${call.target.model.id}` };
      const compared = await settled(call.target, run(call, { ...each, ...key }));
      try {
        await untilAborted(onResult?.(compared), each.signal);
      } catch {} // documented at CompareOptions
      return compared;
    }),
  );
}

async function settled(target: Target, result: Promise<Result>): Promise<ComparedResult> {
  try {
    return { target, result: await result };
  } catch (error) {
    return { target, error: isSeedbedError(error) ? error : unexpected(target, error) };
  }
}

/** What threw, in the caller's settings or in ours: whether it was paid for, no error of ours says. */
function unexpected({ model, provider }: Target, cause: unknown): UnexpectedError {
  const text = `${model.id}: ${failureText(cause)}`;
  return new UnexpectedError(text, { provider: provider.id, billed: "unknown", cause });
}

/** A call of which everything is checked that can be, before it is sent. */
export interface ReadyCall {
  readonly target: Target;
  readonly mapped: MappedRequest;
  readonly client: ProviderClient;
}

/**
 * Checks all that can be checked before a call is sent.
 *
 * @throws InvalidRequestError, AuthenticationError: nothing was sent
 */
export async function ready(target: Target, request: GenerationRequest, options: GenerateOptions): Promise<ReadyCall> {
  const settings = options.client?.(target.provider.id);
  const timeoutMs = options.timeoutMs ?? settings?.timeoutMs;
  const timed = timeoutMs === undefined ? { ...settings } : { ...settings, timeoutMs };
  const mapped = await prepareChecked(target, request, options, timed);
  return { target, mapped, client: target.provider.create(settings) };
}

/** Sends it. */
export async function run({ target, mapped, client }: ReadyCall, options: GenerateOptions): Promise<Result> {
  const generation = await guarded(options.breaker, target, () =>
    client.run(mapped.operation.operationId, mapped.body, {
      ...runOptionsOf(options),
      ...(mapped.extraBody ? { extraBody: mapped.extraBody } : {}),
    }),
  );
  return { ...generation, parity: mapped.parity, askedSize: mapped.askedSize, count: mapped.count };
}

/** What of the options is the client's. */
function runOptionsOf(options: GenerateOptions): RunOptions {
  const { strict: _strict, fetchImages: _fetchImages, client: _client, breaker: _breaker, ...runOptions } = options;
  return runOptions;
}

/**
 * Waits for a job, also one that another process submitted.
 *
 * @throws InvalidRequestError where the job's provider is not among those given, or has no jobs
 */
export async function resume(targets: readonly Target[], job: Job, options: GenerateOptions = {}): Promise<Result> {
  refuseFetch(options);
  checkOptions("resume", options, generateOptionNames);
  const target = targets.find(({ model }) => model.id === job.model);
  if (!target)
    throw new InvalidRequestError(
      `The job is of the model "${job.model}", which is none of ${targets.map(({ model }) => model.id).join(", ")}.`,
      { field: "job" },
    );
  if (job.provider !== target.provider.id) {
    throw new InvalidRequestError(
      `The job is of the provider "${job.provider}", but its model ${job.model} is of ${target.provider.id}.`,
      { field: "job" },
    );
  }
  if (target.provider.operations[job.operation]?.model !== job.model) {
    throw new InvalidRequestError(`The job is of the operation "${job.operation}", which ${job.model} does not have.`, {
      field: "job",
      provider: target.provider.id,
    });
  }
  const client = target.provider.create(options.client?.(target.provider.id));
  if (!client.resume)
    throw new InvalidRequestError(`${target.provider.id} has no jobs: its answers come at once.`, {
      field: "job",
      provider: target.provider.id,
    });
  const generation = await client.resume(job, runOptionsOf(options));
  return { ...generation, parity: [], askedSize: null, count: generation.images.length };
}
