import type { Finding } from "@seedbed/report";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;

/** A provider's spec as a judge of its traffic, with a validator that is not ours. */
export interface Spec {
  /** The operation that a method and path belong to. */
  find(method: string, path: string): string | undefined;
  /** What in a request's body breaks the spec. */
  judgeRequest(operation: string, body: unknown): Finding[];
  /** What in a JSON response breaks the spec; nothing where the spec gives no schema for it. */
  judgeResponse(operation: string, status: number, mediaType: string, body: unknown): Finding[];
}

/** Makes a judge of a bundled OpenAPI document. */
export function createSpec(document: unknown): Spec {
  const root = "https://seedbed.invalid/openapi.json";
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document as Json, root); // an OpenAPI document is JSON
  const compiled = new Map<string, ValidateFunction>();
  const operations = operationsOf(document as Json);

  const judge = (pointer: string, body: unknown): ErrorObject[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${root}#${pointer}` });
    compiled.set(pointer, validate);
    return validate(body) ? [] : (validate.errors ?? []);
  };

  return {
    find: (method, path) =>
      operations.find((operation) => operation.method === method.toLowerCase() && operation.pattern.test(path))?.id,
    judgeRequest(id, body) {
      const operation = operations.find((candidate) => candidate.id === id);
      return operation?.requestBody ? findingsOf(judge(operation.requestBody, body)) : [];
    },
    judgeResponse(id, status, mediaType, body) {
      const pointer = operations.find((candidate) => candidate.id === id)?.responses[`${status} ${mediaType}`];
      // A value that no document names breaks nothing: it is drift, which the client reports.
      return pointer ? findingsOf(judge(pointer, body).filter(({ keyword }) => keyword !== "enum")) : [];
    },
  };
}

interface SpecOperation {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly requestBody?: string;
  /** JSON pointers of the schemas, by `status media-type`. */
  readonly responses: Record<string, string>;
}

function operationsOf(document: Json): SpecOperation[] {
  return Object.entries(object(document.paths)).flatMap(([path, item]) =>
    ["get", "post"].flatMap((method) => {
      const operation = object(item)[method];
      if (operation === undefined) return [];
      const { operationId, requestBody, responses } = object(operation);
      const place = `/paths/${pointerKey(path)}/${method}`;
      const body = at(document, requestBody, `${place}/requestBody`);
      return [
        {
          id: String(operationId),
          method,
          pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
          ...(object(object(body.value).content)["application/json"]
            ? { requestBody: `${body.pointer}/content/application~1json/schema` }
            : {}),
          responses: responsePointers(document, object(responses), place),
        },
      ];
    }),
  );
}

function responsePointers(document: Json, responses: Json, place: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, value]) => {
      const response = at(document, value, `${place}/responses/${status}`);
      const types = Object.keys(object(object(response.value).content)).filter((type) => type.includes("json"));
      return types.map((type) => [`${status} ${type}`, `${response.pointer}/content/${pointerKey(type)}/schema`]);
    }),
  );
}

/** A value and its place, after a `$ref` within the document. */
function at(document: Json, value: unknown, pointer: string): { value: unknown; pointer: string } {
  const { $ref } = object(value);
  if (typeof $ref !== "string" || !$ref.startsWith("#/")) return { value, pointer };
  const target = $ref.slice(1);
  const found = target
    .split("/")
    .slice(1)
    .reduce<unknown>((part, key) => object(part)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return { value: found, pointer: target };
}

function findingsOf(errors: readonly ErrorObject[]): Finding[] {
  return errors
    .filter(({ keyword }) => keyword !== "anyOf" && keyword !== "oneOf")
    .map(({ instancePath, params, message }) => {
      const name = params.additionalProperty ?? params.missingProperty;
      const path = `${instancePath}${name === undefined ? "" : `/${name}`}`;
      const field = path
        .split("/")
        .slice(1)
        .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
        .join("");
      const words = params.additionalProperty === undefined ? message : "is no field of the spec";
      return { field: `body${field}`, message: `body${field} ${words}` };
    });
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {}; // was looked at
}

function pointerKey(key: string): string {
  return encodeURI(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
