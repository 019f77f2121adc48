import type { Emulation } from "@seedbed/core/emulation";
/** How long an operation takes, by its `x-latency`. */
export interface DocumentedLatency {
  readonly minMs: number;
  readonly maxMs: number;
  readonly per: "generation" | "image";
}
/** One operation of a bundled OpenAPI document, as far as the emulator needs it. */
export interface Operation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** JSON pointer to the schema of the JSON body, from the document's root; none where the operation takes no body. */
  readonly bodyPointer?: string;
  readonly latency: DocumentedLatency | null;
}
/** The operations that an emulation's document describes. */
export declare function readOperations(emulation: Pick<Emulation, "openapi">): Operation[];
/** Whether a path is one that the template gives; a missing or an extra final slash still counts. */
export declare function matchesPath(template: string, path: string): boolean;
