import type { Operation } from "../call/operation.ts";
import type { AspectRatio, Resolution, Size } from "../images/seedream-sizes.ts";

/** A request in words that hold for every model. Only `prompt` is required; what is left out is the provider's to choose. */
export interface NormalizedRequest {
  /** What the image shows. Not empty. */
  readonly prompt: string;
  /** Images to edit or to take as a reference, each a URL or a data URI. `@seedbed/compare` makes them of paths, blobs and bytes. */
  readonly images?: readonly string[];
  /** Not together with `size`. */
  readonly aspectRatio?: AspectRatio;
  /** Not together with `size`. */
  readonly resolution?: Resolution;
  /** Pixels. */
  readonly size?: Size;
  /** How many images. */
  readonly count?: number;
  /** The same seed is to give the same image again; the range is the model's. */
  readonly seed?: number;
  /** How closely the image keeps to the prompt; the range is the model's. */
  readonly guidanceScale?: number;
  /** Whether a watermark is put into the image. */
  readonly watermark?: boolean;
  /** How the prompt is reworked: thoroughly or quickly. */
  readonly optimizePrompt?: "standard" | "fast";
  /** Whether the provider checks the content. */
  readonly safetyChecker?: boolean;
  /** Fields that the spec does not know yet, in the provider's own words, sent as they are. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
}

/** The settings that have a parity entry in every result. */
export const settings = [
  "images",
  "aspectRatio",
  "resolution",
  "size",
  "count",
  "seed",
  "guidanceScale",
  "watermark",
  "optimizePrompt",
  "safetyChecker",
] as const;

/** A setting that has a parity entry in every result. */
export type Setting = (typeof settings)[number];

/**
 * How a setting reached the provider: as it was (`exact`), in other words of the same meaning (`mapped`), as the nearest there
 * is (`approximated`), not asked for (`defaulted`), not at all since the model lacks it (`dropped`), or from `extraBody` (`unchecked`).
 */
export type ParityStatus = "exact" | "mapped" | "approximated" | "defaulted" | "dropped" | "unchecked";

/** What became of one setting. */
export interface ParityEntry {
  /** A setting, or the name of a field of `extraBody`. */
  readonly setting: string;
  /** null: not asked for. */
  readonly requested: unknown;
  /** The provider's own field and value; null: nothing was sent. */
  readonly sent: unknown;
  /** How it reached the provider. */
  readonly status: ParityStatus;
}

/** A normalized request in a provider's own words. */
export interface MappedRequest {
  /** What is called. */
  readonly operation: Operation;
  /** The body, in the provider's own words. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields that go along unchecked. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** What became of each setting. */
  readonly parity: readonly ParityEntry[];
  /** The size that was asked for, where the documents say what it is in pixels. */
  readonly askedSize: Size | null;
  /** How many images were asked for. */
  readonly count: number;
  /** The fewest that may come. */
  readonly fewest: number;
}
