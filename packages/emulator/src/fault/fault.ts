import type { GenerationFault } from "@seedbed/core/emulation";

/** How long a 429 tells the client to wait, and in which of the ways that the providers are known to use. */
export interface OrderedWait {
  /** Provider's time. */
  readonly ms: number;
  /** How the client is told: a header, or words in the body. */
  readonly as: "retry-after-seconds" | "retry-after-date" | "x-rate-limit-reset-at-utc" | "body";
}

/** What goes wrong with a request. */
export type Fault =
  /** An answer instead of the provider's. Without a body, the provider's own error body for the status, and for the code if it has codes. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly wait?: OrderedWait;
    }
  /** The connection breaks: before the request is processed, in the midst of the answer, or after it was processed and charged. */
  | { readonly kind: "reset"; readonly when: "before" | "during" | "after" }
  /** The body drips, at so many bytes in a second of the provider's time. */
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  /** Only the first part of the body, as a complete answer. */
  | { readonly kind: "truncate"; readonly share?: number }
  /** A body that is called JSON and is none. */
  | { readonly kind: "malformed" }
  /** The right body under another media type. */
  | { readonly kind: "mediaType"; readonly mediaType: string }
  /** An HTML page, as a gateway sends it. */
  | { readonly kind: "html"; readonly status?: number }
  /** What becomes of the generation itself. Counts the requests that start one, and those of a job the jobs. */
  | { readonly kind: GenerationFault };

/** Which requests a fault meets. What is left out matches all. */
export interface FaultRule {
  /** Provider id; all, if left out. */
  readonly provider?: string;
  /** Operation id; all, if left out. */
  readonly operationId?: string;
  /** The first request that is met, counted from 1 among those that match and that no older rule took. @default 1 */
  readonly nth?: number;
  /** How many requests are met. @default 1; with a probability, always */
  readonly times?: number | "always";
  /** From 0 to 1: whether a request that is due is met. @default every one is */
  readonly probability?: number;
  /** Of the probability's random. @default 1 */
  readonly seed?: number;
  /** What happens. */
  readonly fault: Fault;
}

const JOB_FAULTS: readonly string[] = ["neverEnding", "unknownState", "expired"] satisfies GenerationFault[];
const GENERATION_FAULTS: readonly string[] = [...JOB_FAULTS, ...(["failed", "moderated"] satisfies GenerationFault[])];

/** Whether the fault is one of the generation, which the emulation plays, and not one of the answer. */
export function isGenerationFault(fault: Fault): fault is { readonly kind: GenerationFault } {
  return GENERATION_FAULTS.includes(fault.kind);
}

/** Whether the fault can happen to jobs alone. */
export function isJobFault(fault: Fault): boolean {
  return JOB_FAULTS.includes(fault.kind);
}
