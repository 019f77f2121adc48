import { asObject, type Json } from "./bundle.ts";

/** The document with open enums in responses: a value that no document names is drift, not an error. */
export function withOpenEnums(document: Json): Json {
  return asObject(open(document, false));
}

function open(value: unknown, inResponse: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => open(item, inResponse));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      open(item, inResponse || key === "responses" || key === "schemas"),
    ]),
  );
  if (!inResponse || !Array.isArray(copy.enum) || copy.type !== "string") return copy;
  const { enum: values, type, ...rest } = copy;
  return { ...rest, anyOf: [{ type, enum: values }, { type }] };
}
