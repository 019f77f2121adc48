import type { Dialect } from "../call/client-context.ts";
import type { ClientOptions, RunOptions } from "../call/client-options.ts";
import type { Generation } from "../call/generation.ts";
import type { Operation } from "../call/operation.ts";
import type { MappedRequest, NormalizedRequest } from "../check/normalized-request.ts";
import type { Job } from "../job/job.ts";
import type { Currency } from "../money/cost.ts";
import type { ProviderFact } from "./provider-fact.ts";

/**
 * A provider as `@seedbed/compare` and the `seedbed` command take it.
 *
 * The ids and families of its models are part of its type, so that naming one that it does not sell does not compile.
 */
export interface Provider<ModelId extends string = string, Family extends string = string> extends ProviderFact {
  /** How it is spoken to: what a proxy must know to add the key. */
  readonly dialect: Dialect;
  /** Its HTTP endpoints, by operation id. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** What it sells. */
  readonly models: readonly Model<ModelId, Family>[];
  /** The provider's client behind names that hold for every provider. */
  create(options?: ClientOptions): ProviderClient;
}

/** Any provider's client. */
export interface ProviderClient {
  /** Calls one operation as its own function does: what it gives is the operation's. */
  call(operation: string, request: object, options?: RunOptions): Promise<unknown>;
  /** Runs a paid operation to its images, jobs included. */
  run(operation: string, body: object, options?: RunOptions): Promise<Generation>;
  /** Submits a job and does not wait. Stands where the provider has jobs. */
  submit?(operation: string, body: object, options?: RunOptions): Promise<Job>;
  /** Waits for a job, also one that another process submitted. Stands where the provider has jobs. */
  resume?(job: Job, options?: RunOptions): Promise<Generation>;
  /** Asks what the account holds. Stands where a document names an endpoint for it. */
  balance?(options?: RunOptions): Promise<Balance>;
}

/** What an account holds. */
export interface Balance {
  /** All that can be spent. */
  readonly amount: number;
  /** US dollars, or the provider's credits. */
  readonly currency: Currency;
  /** What it is made of, by the provider's own names; empty where it gives one figure. */
  readonly parts: Readonly<Record<string, number>>;
}

/** What a user asks for: one model of one provider, which may use several operations. */
export interface Model<Id extends string = string, Family extends string = string> {
  /** e.g. `acme/seedream-v5-lite`. */
  readonly id: Id;
  /** Provider id, e.g. `acme`. */
  readonly provider: string;
  /** For people, e.g. `Acme`. */
  readonly displayName: string;
  /** e.g. `seedream-5.0-lite`. */
  readonly family: Family;
  /** What it can do, by its documents. */
  readonly capabilities: Capabilities;
  /**
   * Puts a normalized request into the provider's own words. Pure.
   *
   * @throws InvalidRequestError where a value lies outside the documented range
   */
  map(request: NormalizedRequest): MappedRequest;
}

/** What a model can do, by its documents. */
export interface Capabilities {
  /** Most images that one generation gives. */
  readonly maxCount: number;
  /** Most images that it takes; 0: none. */
  readonly maxImages: number;
  /** Width to height, as the provider writes it; empty where it takes none. */
  readonly aspectRatios: readonly string[];
  /** e.g. `2K`; empty where it takes none. */
  readonly resolutions: readonly string[];
  /** Bytes of one input image; null where it takes none. */
  readonly maxImageBytes: number | null;
  /** Media types it takes; null where no document lists them. */
  readonly imageMediaTypes: readonly string[] | null;
  /** Whether an image's address may go as it is. */
  readonly takesImageUrls: boolean;
}
