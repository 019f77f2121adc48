import type { JobState } from "../job/job.ts";
import type { Price } from "../money/cost.ts";
import type { Billed, ErrorName } from "./errors.ts";

/** What the specs say about one HTTP endpoint beyond its schemas; written by the generator. */
export interface Operation {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operationId: string;
  /** HTTP method. */
  readonly method: "GET" | "POST";
  /** As in the spec, e.g. `/v1/generation-request/{task_id}/status/`. */
  readonly path: string;
  /** The media types under which it answers with an image itself; absent if no document says that it does. */
  readonly imageTypes?: readonly string[];
  /** The model it serves; absent for what generates nothing. */
  readonly model?: string;
  /** Providers of the same model are compared by it. */
  readonly family?: string;
  /** null: unknown. */
  readonly price: Price | null;
  /** How long it takes, by a document; null: none says. */
  readonly latency: LatencyFact | null;
  /** Milliseconds after which the result is gone; null: no document says. */
  readonly resultExpiresMs: number | null;
  /** How its job is followed; null: it answers with its images. */
  readonly job: JobFact | null;
  /** What a call must know of fields of the request body beyond its schema. */
  readonly fields: Readonly<Record<string, FieldFact>>;
  /** What each documented error answer means. */
  readonly errors: readonly ErrorFact[];
}

/** How long a generation takes, by a document. */
export interface LatencyFact {
  /** Milliseconds, at least. */
  readonly minMs: number;
  /** Milliseconds, at most. */
  readonly maxMs: number;
  /** Whether several images of one generation take it once or each. */
  readonly per: "generation" | "image";
  /** Only `seed` and `vendor` are the provider's own claim. */
  readonly evidence: string;
  /** The document that says so. */
  readonly source: string;
}

/** How a job is followed. */
export interface JobFact {
  /** The operation that tells its state. */
  readonly statusOperation: string;
  /** The field of the submit answer that names it. */
  readonly taskId: string;
  /** The provider's word for each state. */
  readonly states: Readonly<Record<string, JobState>>;
}

/** One field of a request body. */
export interface FieldFact {
  /** What the provider takes where the field is left out; it is never sent for the caller. */
  readonly default?: string | number | boolean;
  /** The values that the documents name. */
  readonly values?: readonly (string | number | boolean)[];
  /** Smallest value. */
  readonly minimum?: number;
  /** Largest value. */
  readonly maximum?: number;
  /** Most entries of a list. */
  readonly maxItems?: number;
  /** Pixels of a `WxH` value. */
  readonly pixels?: { readonly min: number; readonly max: number };
  /** Width by height of a `WxH` value. */
  readonly aspect?: { readonly min: number; readonly max: number };
  /** Where the field takes images: in which forms. */
  readonly imageInput?: ImageInputFact;
}

/** What a provider takes as an image. */
export interface ImageInputFact {
  /** As the address of a file, or with the file inside. */
  readonly forms: readonly ("url" | "data-uri")[];
  /** Largest image, in bytes. */
  readonly maxBytes: number;
  /** Absent where no document lists them. */
  readonly mediaTypes?: readonly string[];
}

/** What a documented error answer means. */
export interface ErrorFact {
  /** HTTP status. */
  readonly status: number;
  /** null: the provider gives none with this status. */
  readonly code: string | null;
  /** The error that the client throws. */
  readonly error: ErrorName;
  /** Whether the call was charged for. */
  readonly billed: Billed;
}
