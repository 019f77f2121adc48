import type { Finding } from "@seedbed/report";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { show } from "../traffic/mismatches.ts";
import { type Json, object } from "./document.ts";
import type { SpecOperation, SpecResponse } from "./operations.ts";
import { addEnumValue, addField, addHeaderForm, addMediaType, addStatus } from "./overlay.ts";
import { undocumentedFields } from "./undocumented-fields.ts";

/** The answer of an exchange as it was seen. */
export interface SeenResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where the media type says JSON; `undefined` where it is bytes or no JSON came. */
  readonly body: unknown;
}

/** Judges bodies and headers by the schemas of one document, with a validator that is not ours. */
export function createJudge(document: Json) {
  const root = "https://seedbed.invalid/openapi.json";
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    coerceTypes: false,
    meta: false, // Redocly has linted the schemas
    validateSchema: false,
  });
  addFormats.default(ajv);
  ajv.addSchema(document, root);
  const compiled = new Map<string, ValidateFunction>();

  const errorsOf = (pointer: string, value: unknown): ErrorObject[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${root}#${pointer}` });
    compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword }) => !/^(anyOf|oneOf)$/.test(keyword))
      .map((error) => ({ ...error, schemaPath: absolute(pointer, error.schemaPath) }));
  };

  return {
    /** What in a request's JSON body breaks the spec. */
    requestBody({ body }: SpecOperation, value: unknown): Finding[] {
      return body ? errorsOf(body.pointer, value).map(broken) : [];
    },

    /** What in an answer breaks the spec, and what in it no document names. */
    response(operation: SpecOperation, { status, headers, body }: SeenResponse): Finding[] {
      const response = operation.responses[status];
      if (!response) {
        const message = `${operation.id} answered ${status}, which is in no document`;
        return [
          { field: "status", message, actual: status, drift: "status", overlay: addStatus(operation, status, body) },
        ];
      }
      return [
        ...headerForms(response, headers),
        ...bodyFindings(operation, response, headers["content-type"] ?? "", body),
      ];
    },
  };

  function bodyFindings(
    operation: SpecOperation,
    response: SpecResponse,
    contentType: string,
    body: unknown,
  ): Finding[] {
    const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
    if (Object.keys(response.content).length === 0) return [];
    const found = Object.entries(response.content).find(([documented]) => fits(documented, type));
    if (!found) {
      const message = `the media type is ${type || "absent"}, not ${Object.keys(response.content).join(" or ")}`;
      return [
        {
          field: "headers.content-type",
          message,
          actual: type,
          drift: "media-type",
          overlay: addMediaType(response, type, body),
        },
      ];
    }
    const schema = found[1];
    if (!schema || !type.includes("json")) return [];
    if (body === undefined)
      return [{ field: "body", message: `the body is not valid JSON, though its media type is ${type}` }];
    const states = statesOf(operation, document);
    return [
      ...errorsOf(schema.pointer, body).map((error) => rated(error, states)),
      ...undocumentedFields(document, schema, body).map(
        (found): Finding => ({
          field: `body.${found.field}`,
          message: `body.${found.field} is in no document`,
          actual: found.value,
          drift: "field",
          overlay: addField(found),
        }),
      ),
    ];
  }

  function headerForms({ headers: documented }: SpecResponse, headers: SeenResponse["headers"]): Finding[] {
    const waits = headers["retry-after"];
    const unread = waits === undefined || isWait(waits) ? [] : [unreadWait(waits)];
    return [
      ...unread,
      ...Object.entries(documented).flatMap(([name, header]): Finding[] => {
        const given = headers[name];
        if (given === undefined)
          return header.value.required === true
            ? [{ field: `headers.${name}`, message: `headers.${name} is missing` }]
            : [];
        const [error] = errorsOf(`${header.pointer}/schema`, readAs(object(header.value.schema).type, given));
        if (!error) return [];
        const message = `headers.${name} is "${given}": it ${error.message}`;
        return [
          { field: `headers.${name}`, message, actual: given, drift: "header", overlay: addHeaderForm(header, given) },
        ];
      }),
    ];
  }
}

/** A value that no document names breaks nothing, and neither does what breaks a statement that is only inferred. */
function rated(error: ErrorObject, states: readonly string[]): Finding {
  const finding = broken(error);
  if (error.keyword === "enum") {
    const isState =
      states.length > 0 &&
      states.every((state) => object(error.params).allowedValues?.toString().split(",").includes(state));
    return {
      ...finding,
      message: `${finding.field} is ${show(error.data)}, which is in no document`,
      actual: error.data,
      drift: isState ? "state" : "value",
      overlay: addEnumValue(error.schemaPath.replace(/\/enum$/, ""), error.data),
    };
  }
  const { "x-evidence": evidence } = object(error.parentSchema);
  return evidence === "seed" || evidence === "vendor" || evidence === undefined
    ? finding
    : { ...finding, drift: "form" };
}

/** The pointer of a keyword within the document: a path of Ajv's starts at the schema that it was given, or at the document. */
function absolute(pointer: string, schemaPath: string): string {
  const [document, path = ""] = schemaPath.split("#");
  return document === "" ? pointer + path : path;
}

/** The provider's words for the states of its jobs, where the operation tells them. */
function statesOf({ id }: SpecOperation, document: Json): string[] {
  for (const item of Object.values(object(document.paths))) {
    for (const operation of Object.values(object(item))) {
      const { "x-job": job } = object(operation);
      if (object(job).statusOperation === id) return Object.keys(object(object(job).states));
    }
  }
  return [];
}

function broken({ instancePath, params, message, data }: ErrorObject): Finding {
  const name = params.additionalProperty ?? params.missingProperty;
  const path = `${instancePath}${name === undefined ? "" : `/${name}`}`;
  const field = path
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("");
  const words =
    params.additionalProperty !== undefined
      ? "is not a field of the spec"
      : params.missingProperty !== undefined
        ? "is missing"
        : message;
  return {
    field: `body${field}`,
    message: `body${field} ${words}`,
    ...(typeof data === "object" || data === undefined ? {} : { actual: data }),
  };
}

/** Seconds or a date, by RFC 9110: what a client can wait by, whether the header is documented or not. */
function isWait(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text.trim()) || (/GMT$/.test(text.trim()) && !Number.isNaN(Date.parse(text)));
}

function unreadWait(actual: string): Finding {
  const message = `headers.retry-after is "${actual}": it is neither seconds nor a date`;
  return { field: "headers.retry-after", message, actual, drift: "header" };
}

function fits(documented: string, type: string): boolean {
  return documented === type || (documented.endsWith("/*") && type.startsWith(documented.slice(0, -1)));
}

/** A header is text: a number in it is read as one where the spec says so. */
function readAs(type: unknown, text: string): unknown {
  const number = Number(text);
  return (type === "integer" || type === "number") && text.trim() !== "" && Number.isFinite(number) ? number : text;
}
