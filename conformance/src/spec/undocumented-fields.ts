import { follow, type Json, object, type Placed } from "./document.ts";

/** A field that its schema does not name. */
export interface UndocumentedField {
  /** e.g. `results[0].width`. */
  readonly field: string;
  readonly value: unknown;
  /** JSON pointer of the schema that lacks it. */
  readonly pointer: string;
  readonly name: string;
}

/** The fields of a value that no schema names, each once, whatever the index of the item it stands in. */
export function undocumentedFields(document: Json, schema: Placed, value: unknown): UndocumentedField[] {
  const found = new Map<string, UndocumentedField>();
  visit(document, [schema], value, "", (item) => {
    const key = item.field.replaceAll(/\[\d+\]/g, "[]");
    if (!found.has(key)) found.set(key, item);
  });
  return [...found.values()];
}

function visit(
  document: Json,
  given: readonly Placed[],
  value: unknown,
  field: string,
  report: (found: UndocumentedField) => void,
): void {
  const schemas = given.flatMap((schema) => members(document, schema));
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ value: schema, pointer }) =>
      schema.items === undefined ? [] : [follow(document, schema.items, `${pointer}/items`)],
    );
    if (items.length > 0)
      for (const [index, item] of value.entries()) visit(document, items, item, `${field}[${index}]`, report);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const described = schemas.filter(({ value: schema }) => schema.properties !== undefined);
  const [first] = described;
  // A schema without properties leaves open what stands there.
  if (!first) return;
  for (const [name, item] of Object.entries(value)) {
    const at = field ? `${field}.${name}` : name;
    const known = described.flatMap(({ value: schema, pointer }) => {
      const property = Object.hasOwn(object(schema.properties), name) ? object(schema.properties)[name] : undefined;
      return property === undefined ? [] : [follow(document, property, `${pointer}/properties/${name}`)];
    });
    if (known.length > 0) visit(document, known, item, at, report);
    else report({ field: at, value: item, pointer: first.pointer, name });
  }
}

/** A schema and all that it is put together from. */
function members(document: Json, schema: Placed): Placed[] {
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => {
    const listed = schema.value[keyword];
    return Array.isArray(listed)
      ? listed.map((part, index) => follow(document, part, `${schema.pointer}/${keyword}/${index}`))
      : [];
  });
  return [schema, ...parts.flatMap((part) => members(document, part))];
}
