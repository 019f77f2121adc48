import type { Price } from "./cost.ts";
import type { Billed, ErrorName } from "./errors.ts";
import type { JobState } from "./job.ts";

/** What the specs say about one HTTP endpoint beyond its schemas; written by the generator. */
export interface Operation {
  readonly provider: string;
  readonly operationId: string;
  readonly method: "GET" | "POST";
  /** As in the spec, e.g. `/v1/generation-request/{task_id}/status/`. */
  readonly path: string;
  /** The model it serves; absent for what generates nothing. */
  readonly model?: string;
  /** Sellers of the same model are compared by it. */
  readonly family?: string;
  /** null: unknown. */
  readonly price: Price | null;
  readonly latency: LatencyFact | null;
  /** Milliseconds after which the result is gone; null: no document says. */
  readonly resultExpiresMs: number | null;
  readonly job: JobFact | null;
  /** Facts about each field of the request body. */
  readonly fields: Readonly<Record<string, FieldFact>>;
  /** What each documented error answer means. */
  readonly errors: readonly ErrorFact[];
}

/** How long a generation takes, by a document. */
export interface LatencyFact {
  readonly minMs: number;
  readonly maxMs: number;
  readonly per: "generation" | "image";
  /** Only `seed` and `vendor` are the provider's own claim. */
  readonly evidence: string;
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
  readonly default?: string | number | boolean;
  readonly values?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  /** Pixels of a `WxH` value. */
  readonly pixels?: { readonly min: number; readonly max: number };
  /** Width by height of a `WxH` value. */
  readonly aspect?: { readonly min: number; readonly max: number };
  readonly imageInput?: ImageInputFact;
}

/** What a provider takes as an image. */
export interface ImageInputFact {
  readonly forms: readonly ("url" | "data-uri")[];
  readonly maxBytes: number;
  /** Absent where no document lists them. */
  readonly mediaTypes?: readonly string[];
}

/** What a documented error answer means. */
export interface ErrorFact {
  readonly status: number;
  /** null: the provider gives none with this status. */
  readonly code: string | null;
  readonly error: ErrorName;
  readonly billed: Billed;
}
