import { createHash } from "node:crypto";
import path from "node:path";
import { bundle, createConfig } from "@redocly/openapi-core";

/** A JSON object of a spec. */
export type Json = Record<string, unknown>;

/** One provider's spec, all its files in one document. */
export interface SpecDocument {
  /** Provider id: the folder name. */
  id: string;
  document: Json;
  /** The document as text. */
  json: string;
  /** SHA-256 of that text. */
  hash: string;
}

/** Reads `specs/<id>/openapi.yaml` and what it refers to. */
export async function bundleSpec(root: string, id: string): Promise<SpecDocument> {
  const file = path.join(root, "specs", id, "openapi.yaml");
  const { bundle: bundled, problems } = await bundle({ ref: file, config: await createConfig({}) });
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length > 0) throw new Error(`specs/${id}: ${errors.map((problem) => problem.message).join("; ")}`);
  const document = asObject(bundled.parsed);
  const json = `${JSON.stringify(document, null, 2)}\n`;
  return { id, document, json, hash: createHash("sha256").update(json).digest("hex") };
}

/** The value as a JSON object; an empty one where it is none. */
export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {}; // was looked at
}

/** Follows a `$ref` within the document, as many times as there are. */
export function resolve(document: Json, value: unknown): Json {
  const object = asObject(value);
  if (typeof object.$ref !== "string") return object;
  const target = object.$ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((at, key) => asObject(at)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return resolve(document, target);
}

/** One endpoint of a document. */
export interface Endpoint {
  path: string;
  method: "get" | "post";
  operation: Json;
}

/** Every endpoint, in the document's order. */
export function endpoints(document: Json): Endpoint[] {
  return Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method) => {
      const operation = asObject(item)[method];
      return operation === undefined ? [] : [{ path, method, operation: asObject(operation) }];
    }),
  );
}

/** The JSON schema of an endpoint's request body; empty where it takes none. */
export function requestSchema(document: Json, operation: Json): Json {
  const body = resolve(document, operation.requestBody);
  return resolve(document, asObject(asObject(body.content)["application/json"]).schema);
}
