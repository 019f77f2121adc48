import type { ImageModelV4ProviderMetadata, JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Result } from "@seedbed/compare";
import { type Cost, exact, type Image, type Job, type ParityEntry, type Shortfall, type Timing } from "@seedbed/core";

/** What is known of one image; also in `image.providerMetadata.seedbed`. */
export interface ImageMetadata {
  /** e.g. `image/jpeg`. */
  readonly mediaType: string;
  /** Pixels; null if they cannot be read. */
  readonly width: number | null;
  /** Pixels; null if they cannot be read. */
  readonly height: number | null;
  /** Whether its end is missing. */
  readonly truncated?: true;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Where the provider keeps it, if it said so. */
  readonly url?: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
  /** The whole generation that gave it, so not to be added up over the images; absent where that failed in part. */
  readonly generation?: GenerationMetadata;
}

/** What is known of one paid generation. */
export interface GenerationMetadata {
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation: string;
  /** How many images it gave. */
  readonly images: number;
  /** Images that its answer has an item for, but that could not be had of it, and why. Absent if there are none. */
  readonly shortfall?: readonly Shortfall[];
  /** null: no price is known. */
  readonly cost: Cost | null;
  /** When it began and what took how long. */
  readonly timing: Timing;
  /** The provider's own id of the request, where it gives one. */
  readonly requestId?: string;
  /** Where the generation was a job: it can be resumed. */
  readonly job?: Job;
}

/** `providerMetadata.seedbed` of a call (`result.calls[0]`). Plain JSON. */
export interface SeedbedMetadata {
  /** One entry for each image, in order. */
  readonly images: readonly ImageMetadata[];
  /** Model id, e.g. `segmind/seedream-v3`. */
  readonly model: string;
  /** Of all generations; null where the price of one is not known. Failures are not in it: they say themselves whether they were billed. */
  readonly cost: Cost | null;
  /** What became of each setting. */
  readonly parity: readonly ParityEntry[];
  /** Of the first generation, like all that follows. */
  readonly operation?: string;
  /** When it began and what took how long. */
  readonly timing?: Timing;
  /** The provider's own id of the request, where it gives one. */
  readonly requestId?: string;
  /** Where the generation was a job: it can be resumed. */
  readonly job?: Job;
  /** Each generation on its own, where it took several. */
  readonly generations: readonly GenerationMetadata[];
  /** The errors of the generations that failed beside those that gave images, in their JSON form. */
  readonly failures: readonly Readonly<Record<string, unknown>>[];
}

/** What is told of an image. */
export function imageMetadata(image: Image, generation?: GenerationMetadata): ImageMetadata {
  const { bytes: _bytes, ...known } = image;
  return { ...known, ...(generation ? { generation } : {}) };
}

/** What is told of a generation. */
export function generationMetadata(result: Result): GenerationMetadata {
  const { operation, cost, timing, requestId, job, shortfall } = result;
  return {
    operation,
    images: result.images.length,
    ...(shortfall ? { shortfall } : {}),
    cost,
    timing,
    ...(requestId === undefined ? {} : { requestId }),
    ...(job ? { job } : {}),
  };
}

/** The cost of several generations; null where one is not known, or the currencies differ. */
export function totalCost(costs: readonly (Cost | null)[]): Cost | null {
  const known = costs.filter((cost) => cost !== null);
  const [first] = known;
  if (!first || known.length < costs.length || known.some(({ currency }) => currency !== first.currency)) return null;
  const sum = (of: (cost: Cost) => number) => exact(known.reduce((total, cost) => total + of(cost), 0));
  return { ...first, min: sum(({ min }) => min), max: sum(({ max }) => max) };
}

/** Metadata in the form that the SDK takes: JSON, with nothing undefined. */
export function toProviderMetadata(metadata: SeedbedMetadata): ImageModelV4ProviderMetadata {
  // What was written as JSON is JSON again, and `images` is a list in it.
  const json = JSON.parse(JSON.stringify(metadata)) as JSONObject & { images: JSONValue[] };
  return { seedbed: json };
}

/** Reads what Seedbed told of a call: `readMetadata(result.calls[0])`. Undefined where another provider made it. */
export function readMetadata(
  call: { readonly providerMetadata?: Readonly<Record<string, unknown>> | undefined } | undefined,
): SeedbedMetadata | undefined {
  // Written by `toProviderMetadata`.
  return call?.providerMetadata?.seedbed as SeedbedMetadata | undefined;
}
