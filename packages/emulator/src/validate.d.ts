import type { Emulation, EmulationIssue } from "@seedbed/core/emulation";
/** Holds JSON bodies against the bundled OpenAPI document, by Ajv. It is loaded, and each schema compiled, on first use. */
export declare function createValidator(
  emulation: Pick<Emulation, "id" | "openapi">,
): (operationId: string, body: unknown) => EmulationIssue[];
