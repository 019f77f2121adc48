import { asObject, endpoints, type Json, requestSchema, resolve, type SpecDocument } from "./bundle.ts";

/** The facts about a provider and its operations for which a schema has no word. */
export function operationsModule(spec: SpecDocument): string {
  const all = endpoints(spec.document).map((endpoint) => ({
    id: String(endpoint.operation.operationId),
    fact: operationFact(spec, endpoint),
    fields: fieldFacts(spec.document, requestSchema(spec.document, endpoint.operation)),
  }));
  const operations = Object.fromEntries(
    all.map(({ id, fact, fields }) => {
      const needed = Object.entries(fields).map(([name, field]) => [name, neededByCall(asObject(field))] as const);
      return [id, { ...fact, fields: Object.fromEntries(needed.filter(([, field]) => field !== undefined)) }];
    }),
  );
  const fields = Object.fromEntries(
    all.flatMap(({ id, fields }) => (Object.keys(fields).length > 0 ? [[id, fields]] : [])),
  );
  return [
    'import type { FieldFact, Operation, ProviderFact } from "@seedbed/core";',
    "",
    `export const providerFact = ${literal(providerFact(spec))} as const satisfies ProviderFact;`,
    "",
    `export const operations = ${literal(operations)} as const satisfies Record<string, Operation>;`,
    "",
    "/** All that is said of the fields. It stands apart from what every call carries. */",
    `export const fields = ${literal(fields)} as const satisfies Record<string, Record<string, FieldFact>>;`,
  ].join("\n");
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** What `info.x-provider` and the servers say of a provider. */
export function providerFact(spec: SpecDocument) {
  const stated = asObject(asObject(spec.document.info)["x-provider"]);
  const servers = spec.document.servers;
  const limit = stated.rateLimit === null ? null : asObject(stated.rateLimit);
  return {
    id: text(stated.id, `specs/${spec.id}: info.x-provider.id`),
    displayName: text(stated.displayName, `specs/${spec.id}: info.x-provider.displayName`),
    createFunction: text(stated.createFunction, `specs/${spec.id}: info.x-provider.createFunction`),
    keyVariable: text(stated.keyVariable, `specs/${spec.id}: info.x-provider.keyVariable`),
    baseUrl: text(Array.isArray(servers) ? asObject(servers[0]).url : undefined, `specs/${spec.id}: servers[0].url`),
    rateLimit: limit && { requests: limit.requests, perMs: limit.perMs },
  };
}

function operationFact(
  spec: SpecDocument,
  { path, method, operation }: { path: string; method: string; operation: Json },
) {
  const latency = operation["x-latency"] ? asObject(operation["x-latency"]) : null;
  const job = operation["x-job"] ? asObject(operation["x-job"]) : null;
  return {
    provider: spec.id,
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    ...imageTypes(spec.document, operation),
    ...(operation["x-model"] === undefined ? {} : { model: operation["x-model"], family: operation["x-family"] }),
    price: operation["x-price"] ?? null,
    latency: latency && pick(latency, ["minMs", "maxMs", "per", "evidence", "source"]),
    resultExpiresMs: asObject(operation["x-result-expires"]).afterMs ?? null,
    job: job && pick(job, ["statusOperation", "taskId", "states"]),
    errors: errorFacts(spec.document, operation),
  };
}

/** The media types under which the operation answers with an image itself. */
function imageTypes(document: Json, operation: Json): { imageTypes?: string[] } {
  const types = Object.entries(asObject(operation.responses)).flatMap(([status, response]) =>
    status.startsWith("2") ? Object.keys(asObject(resolve(document, response).content)) : [],
  );
  const found = types.filter((type) => type.startsWith("image/"));
  return found.length > 0 ? { imageTypes: found } : {};
}

/** What a call itself asks for: of sizes that a schema has no word for, and of images, whose addresses are judged. */
function neededByCall(field: Json): Json | undefined {
  if ((field.pixels ?? field.aspect ?? field.imageInput) === undefined) return undefined;
  const { imageInput } = field;
  return {
    ...pick(field, ["values", "pixels", "aspect"]),
    ...(imageInput ? { imageInput: pick(asObject(imageInput), ["forms", "maxBytes"]) } : {}),
  };
}

function fieldFacts(document: Json, schema: Json): Json {
  const properties = Object.entries(asObject(schema.properties));
  return Object.fromEntries(
    properties.map(([name, property]) => {
      const fact = resolve(document, property);
      const image = fact["x-image-input"];
      return [
        name,
        {
          ...pick(fact, ["default", "minimum", "maximum", "maxItems"]),
          ...(valuesOf(fact) ? { values: valuesOf(fact) } : {}),
          ...(fact["x-pixels"] ? { pixels: fact["x-pixels"] } : {}),
          ...(fact["x-aspect"] ? { aspect: fact["x-aspect"] } : {}),
          ...(image ? { imageInput: pick(asObject(image), ["forms", "maxBytes", "mediaTypes"]) } : {}),
        },
      ];
    }),
  );
}

/** The values that a field allows by name, also where it allows others by form. */
function valuesOf(fact: Json): unknown[] | undefined {
  const members = [fact, ...(Array.isArray(fact.anyOf) ? fact.anyOf.map(asObject) : [])];
  return members.map((member) => member.enum).find(Array.isArray);
}

function errorFacts(document: Json, operation: Json): Json[] {
  return Object.entries(asObject(operation.responses)).flatMap(([status, response]) => {
    const codes = resolve(document, response)["x-error-codes"];
    return Array.isArray(codes)
      ? codes.map((fact: unknown) => ({ status: Number(status), ...pick(asObject(fact), ["code", "error", "billed"]) }))
      : [];
  });
}

function pick(object: Json, keys: string[]): Json {
  return Object.fromEntries(keys.filter((key) => object[key] !== undefined).map((key) => [key, object[key]]));
}

function text(value: unknown, place: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`${place} is missing`);
  return value;
}
