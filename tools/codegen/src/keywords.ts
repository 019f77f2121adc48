import { asObject, type Json, type SpecDocument } from "./bundle.ts";

/** The schema keywords that the generator understands. Extensions (`x-…`) are read by name and never change a schema. */
const known = new Set([
  "$ref",
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "default",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "description",
  "title",
  "example",
  "examples",
  "oneOf",
  "anyOf",
]);

/** Fails where a schema uses a keyword that would be left out of the validators in silence. */
export function refuseUnknownKeywords(spec: SpecDocument): void {
  for (const [place, schema] of schemas(spec.document)) {
    for (const keyword of Object.keys(schema)) {
      if (known.has(keyword) || keyword.startsWith("x-")) continue;
      throw new Error(`specs/${spec.id}: ${place} uses the keyword "${keyword}", which the generator does not know`);
    }
  }
}

/** Every schema of a document, with its place. */
function* schemas(value: unknown, place = "#"): Generator<[string, Json]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* schemas(item, `${place}/${index}`);
    return;
  }
  for (const [key, item] of Object.entries(asObject(value))) {
    if (key.startsWith("x-") || key === "example" || key === "examples") continue;
    if (key === "schema") yield* schemaTree(item, `${place}/schema`);
    else if (key === "schemas" && place === "#/components")
      for (const [name, schema] of Object.entries(asObject(item)))
        yield* schemaTree(schema, `${place}/schemas/${name}`);
    else yield* schemas(item, `${place}/${key}`);
  }
}

function* schemaTree(value: unknown, place: string): Generator<[string, Json]> {
  const schema = asObject(value);
  yield [place, schema];
  for (const [name, property] of Object.entries(asObject(schema.properties)))
    yield* schemaTree(property, `${place}/properties/${name}`);
  if (schema.items !== undefined) yield* schemaTree(schema.items, `${place}/items`);
  if (typeof schema.additionalProperties === "object")
    yield* schemaTree(schema.additionalProperties, `${place}/additionalProperties`);
  for (const union of ["oneOf", "anyOf"]) {
    const members = schema[union];
    if (Array.isArray(members))
      for (const [index, member] of members.entries()) yield* schemaTree(member, `${place}/${union}/${index}`);
  }
}
