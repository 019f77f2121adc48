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
  /** Whether it starts a job that is polled, by its `x-job`. */
  readonly isJob: boolean;
  /** Documented statuses, each with its documented error codes. */
  readonly statuses: Readonly<Record<string, readonly string[]>>;
}

interface ResponseObject {
  $ref?: string;
  "x-error-codes"?: readonly { readonly code: string | null }[];
}

interface OperationObject {
  operationId?: string;
  requestBody?: { content?: Record<string, unknown> };
  responses?: Record<string, ResponseObject>;
  "x-latency"?: DocumentedLatency | null;
  "x-job"?: object;
}

interface Document {
  readonly paths?: Record<string, Record<string, OperationObject>>;
  readonly components?: { readonly responses?: Record<string, ResponseObject> };
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The operations that an emulation's document describes. */
export function readOperations(emulation: Pick<Emulation, "openapi">): Operation[] {
  // The bundle is checked by the spec's own linter; only what is read here is named.
  const { paths = {}, components } = emulation.openapi as Document;
  const codesOf = ({ $ref, ...inline }: ResponseObject) => {
    const response = $ref === undefined ? inline : components?.responses?.[$ref.split("/").at(-1) ?? ""];
    return (response?.["x-error-codes"] ?? []).flatMap(({ code }) => code ?? []);
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (operation?.operationId === undefined) return [];
      const hasBody = operation.requestBody?.content?.["application/json"] !== undefined;
      const pointer = `/paths/${escapePointer(path)}/${method}/requestBody/content/application~1json/schema`;
      return {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        ...(hasBody && { bodyPointer: pointer }),
        latency: operation["x-latency"] ?? null,
        isJob: operation["x-job"] !== undefined,
        statuses: Object.fromEntries(
          Object.entries(operation.responses ?? {}).map(([status, response]) => [status, codesOf(response)]),
        ),
      };
    }),
  );
}

/** Whether a path is one that the template gives; a missing or an extra final slash still counts. */
export function matchesPath(template: string, path: string): boolean {
  if (!template.includes("{")) return withoutFinalSlash(template) === withoutFinalSlash(path);
  const parts = withoutFinalSlash(template).split("/");
  const given = withoutFinalSlash(path).split("/");
  return parts.length === given.length && parts.every((part, index) => part.startsWith("{") || part === given[index]);
}

const withoutFinalSlash = (path: string) => (path.endsWith("/") ? path.slice(0, -1) : path);
const escapePointer = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
