import { asObject, type Json, resolve } from "./bundle.ts";

/** The document with range and source in the words of each field, as an editor shows no other part of a schema. */
export function withHover(value: Json, document: Json = value): Json {
  const deep = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(deep);
    return typeof item === "object" && item !== null ? withHover(asObject(item), document) : item;
  };
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key.startsWith("x-") || key === "examples" ? item : deep(item)]),
  );
  // What a field refers to is shown with its name alone.
  const { description } = resolve(document, value);
  if (typeof description !== "string") return copy;
  if (typeof value.$ref === "string") return value.$ref.includes("/schemas/") ? { ...copy, description } : copy;
  if (!(value.type || value.anyOf || value.schema)) return copy;
  return { ...copy, description: [description, ...ranges(value), sourceOf(value)].filter(Boolean).join(" ") };
}

/** What a value must keep to, in one sentence each. The type itself says which values are allowed by name. */
function ranges(field: Json): string[] {
  const schema = field.schema ? asObject(field.schema) : field;
  const image = asObject(schema["x-image-input"]);
  const pixels = asObject(schema["x-pixels"]);
  const aspect = asObject(schema["x-aspect"]);
  const whole = schema.type === "integer" ? "Whole number" : "";
  return [
    sentence([whole, between(schema.minimum, schema.maximum)]),
    schema.minLength === 1 ? "Not empty." : sentence([between(schema.minLength, schema.maxLength, "characters")]),
    sentence([between(schema.minItems, schema.maxItems, "items")]),
    sentence([between(pixels.min, pixels.max, "pixels")]),
    sentence([aspect.min === undefined ? "" : "width by height", between(aspect.min, aspect.max)]),
    typeof schema.pattern === "string" ? `Matches \`${schema.pattern}\`.` : "",
    image.maxBytes === undefined
      ? ""
      : `Each at most ${image.maxBytes} bytes, ${list(image.mediaTypes)} (${image.source}).`,
  ];
}

function between(least: unknown, most: unknown, unit = ""): string {
  if (least === undefined && most === undefined) return "";
  const range =
    most === undefined ? `at least ${least}` : least === undefined ? `at most ${most}` : `${least} to ${most}`;
  return unit ? `${range} ${unit}` : range;
}

function sentence(parts: readonly string[]): string {
  const words = parts.filter(Boolean).join(", ");
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function list(mediaTypes: unknown): string {
  return Array.isArray(mediaTypes) ? mediaTypes.join(", ") : "of media types that no document lists";
}

function sourceOf(field: Json): string {
  const { "x-source": source, "x-evidence": evidence } = field;
  if (source === undefined) return evidence === undefined ? "" : `Source: ${evidence}.`;
  return evidence === "seed" ? `Source: ${source}.` : `Source: ${source} (${evidence}).`;
}
