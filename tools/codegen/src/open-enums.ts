import { asObject, endpoints, type Json, resolve } from "./bundle.ts";

/** The document with open enums in responses: a value that no document names is drift, not an error. */
export function withOpenEnums(document: Json): Json {
  const { schemas, ...components } = asObject(document.components);
  const asked = referredFrom(document, ["requestBody", "parameters"]);
  const answered = referredFrom(document, ["responses"]);
  const entries = Object.entries(asObject(schemas)).map(([name, schema]) => {
    const closed = asked.has(`#/components/schemas/${name}`);
    const opened = open(schema, true);
    const differs = JSON.stringify(opened) !== JSON.stringify(schema);
    if (closed && differs && answered.has(`#/components/schemas/${name}`)) {
      throw new Error(
        `the schema ${name} has an enum that is closed in requests and open in responses: write it twice`,
      );
    }
    return [name, closed ? schema : opened];
  });
  const copy = asObject(open(document, false));
  return { ...copy, components: { ...asObject(open(components, false)), schemas: Object.fromEntries(entries) } };
}

function open(value: unknown, inResponse: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => open(item, inResponse));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, open(item, inResponse || key === "responses")]),
  );
  if (!inResponse || !Array.isArray(copy.enum) || copy.type !== "string") return copy;
  const { enum: values, type, ...rest } = copy;
  return { ...rest, anyOf: [{ type, enum: values }, { type }] };
}

/** Every `$ref` that the given parts of the endpoints lead to. */
function referredFrom(document: Json, parts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const { operation } of endpoints(document)) for (const part of parts) follow(document, operation[part], found);
  return found;
}

function follow(document: Json, value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if ("$ref" in value && typeof value.$ref === "string" && !found.has(value.$ref)) {
    found.add(value.$ref);
    follow(document, resolve(document, value), found);
  }
  for (const item of Object.values(value)) follow(document, item, found);
}
