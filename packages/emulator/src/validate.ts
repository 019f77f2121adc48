import type { Emulation, EmulationIssue } from "@seedbed/core/emulation";
import type { ErrorObject, ValidateFunction } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { readOperations } from "./operations.ts";

/** Gives Ajv and its formats. Injected: Node requires them for the first request, a browser's bundle has them. */
export type LoadAjv = () => {
  readonly Ajv2020: typeof Ajv2020;
  readonly addFormats: (ajv: Ajv2020) => unknown;
};

const DOCUMENT = "provider";

/** Bounds of `x-pixels` and `x-aspect`. */
interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What was compiled of a document: a second emulator in the process need not compile it again. */
interface Compiled {
  readonly byOperation: Map<string, ValidateFunction>;
  compiler?: ReturnType<typeof createCompiler>;
}
const documents = new WeakMap<object, Compiled>();

/** Holds JSON bodies against the bundled OpenAPI document, by Ajv. It is loaded, and each schema compiled, on first use. */
export function createValidator(emulation: Pick<Emulation, "id" | "openapi">, loadAjv: LoadAjv) {
  const document = emulation.openapi as object; // an OpenAPI document
  const compiled: Compiled = documents.get(document) ?? { byOperation: new Map() };
  documents.set(document, compiled);

  return (operationId: string, body: unknown): EmulationIssue[] => {
    let check = compiled.byOperation.get(operationId);
    if (check === undefined) {
      const operation = readOperations(emulation).find((candidate) => candidate.operationId === operationId);
      if (operation?.bodyPointer === undefined) {
        throw new Error(`${emulation.id} has no operation "${operationId}" with a JSON body`);
      }
      compiled.compiler ??= createCompiler(emulation.openapi, loadAjv);
      check = compiled.compiler.compile({ $ref: `${DOCUMENT}#${encodeURI(operation.bodyPointer)}` });
      compiled.byOperation.set(operationId, check);
    }
    return check(body) ? [] : toIssues(check.errors ?? []);
  };
}

function createCompiler(openapi: unknown, loadAjv: LoadAjv) {
  const { Ajv2020, addFormats } = loadAjv();
  // The documents are linted where they are written; to hold them against the metaschema again would double the start.
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, validateSchema: false });
  addFormats(ajv);
  ajv.addKeyword({
    keyword: "x-pixels",
    schemaType: "object",
    validate: withinBounds((width, height) => width * height),
  });
  ajv.addKeyword({
    keyword: "x-aspect",
    schemaType: "object",
    validate: withinBounds((width, height) => width / height),
  });
  return ajv.addSchema(openapi as object, DOCUMENT);
}

/** Texts that are no "WxH" pass: other keywords judge them. */
function withinBounds(measure: (width: number, height: number) => number) {
  return ({ min, max }: Bounds, value: unknown): boolean => {
    const [, width, height] = (typeof value === "string" && /^(\d+)x(\d+)$/.exec(value)) || [];
    if (width === undefined || height === undefined) return true;
    const measured = measure(Number(width), Number(height));
    return measured >= min && measured <= max;
  };
}

function toIssues(errors: readonly ErrorObject[]): EmulationIssue[] {
  const seen = new Set<string>();
  return errors.flatMap((error) => {
    const field = fieldOf(error);
    if (seen.has(`${field} ${error.keyword}`)) return [];
    seen.add(`${field} ${error.keyword}`);
    return { field, keyword: error.keyword, message: `${field || "body"}: ${messageOf(error)}` };
  });
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const inside = params.missingProperty ?? params.additionalProperty;
  const path = instancePath.split("/").slice(1);
  return (inside === undefined ? path : [...path, String(inside)])
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index === 0 ? "" : "."}${part}`))
    .join("");
}

function messageOf({ keyword, params, message, schema }: ErrorObject): string {
  if (keyword === "required") return "this field is required";
  if (keyword === "additionalProperties") return "this field is not known";
  if (keyword === "enum") return `must be one of ${params.allowedValues.join(", ")}`;
  if (keyword === "x-pixels" || keyword === "x-aspect") {
    const { min, max } = schema as Bounds;
    return `${keyword === "x-pixels" ? "width times height" : "width by height"} must lie between ${min} and ${max}`;
  }
  return message ?? "is not valid";
}
