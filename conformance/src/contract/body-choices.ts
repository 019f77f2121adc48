import { type Json, object } from "../spec/document.ts";
import type { SpecOperation } from "../spec/operations.ts";

/** One value of a field, and what it shows. */
export interface Choice {
  readonly field: string;
  /** Part of a case's name: `size-2K`, `seed-over`. */
  readonly name: string;
  readonly title: string;
  readonly value: unknown;
}

const tinyPng =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** The fields of an operation's JSON body. */
export function fieldsOf({ body }: SpecOperation): [name: string, schema: Json][] {
  return Object.entries(object(body?.value.properties)).map(([name, schema]) => [name, object(schema)]);
}

/** The names of the fields that must be there. */
export function requiredOf({ body }: SpecOperation): string[] {
  const { required } = object(body?.value);
  return Array.isArray(required) ? required : [];
}

/** The smallest body that is documented as valid. */
export function smallestBody(operation: SpecOperation): Record<string, unknown> {
  const required = requiredOf(operation);
  return Object.fromEntries(
    fieldsOf(operation)
      .filter(([name]) => required.includes(name))
      .map(([name, schema]) => [name, sampleOf(schema)]),
  );
}

/** Values that are documented as valid: of an enum each, of a range both ends. */
export function validChoices(field: string, schema: Json): Choice[] {
  const choice = (name: string, value: unknown): Choice => ({
    field,
    name: `${field}-${name}`,
    title: `${field} ${show(value)} is taken`,
    value,
  });
  const { minimum, maximum, minItems, maxItems, type } = schema;
  const values = enumOf(schema);
  const bounds = [
    ...(typeof minimum === "number" ? [choice("smallest", minimum)] : []),
    ...(typeof maximum === "number" ? [choice("largest", maximum)] : []),
    ...(typeof minItems === "number" ? [choice("fewest", list(schema, minItems))] : []),
    ...(typeof maxItems === "number" ? [choice("most", list(schema, maxItems))] : []),
  ];
  if (type === "boolean") return [choice("true", true), choice("false", false)];
  if (type === "object") return nested(field, schema, validChoices);
  return [
    ...values.map((value) => choice(String(value), value)),
    ...bounds,
    ...sizes(schema, true).map(([name, value]) => choice(name, value)),
  ];
}

/** Values that are documented as not valid: of another type, outside an enum, over each bound. */
export function invalidChoices(field: string, schema: Json): Choice[] {
  const choice = (name: string, value: unknown): Choice => ({
    field,
    name: `${field}-${name}`,
    title: `${field} ${show(value)} is refused`,
    value,
  });
  const { minimum, maximum, minItems, maxItems, minLength, type } = schema;
  const wrongType =
    type === "string" || schema.anyOf
      ? 7
      : type === "boolean"
        ? "yes"
        : type === "array" || type === "object"
          ? "x"
          : "1";
  const step = type === "integer" ? 1 : 0.1;
  return [
    choice("type", wrongType),
    ...(enumOf(schema).length > 0 ? [choice("value", `not-${enumOf(schema)[0]}`)] : []),
    ...(typeof minimum === "number" ? [choice("under", round(minimum - step))] : []),
    ...(typeof maximum === "number" ? [choice("over", round(maximum + step))] : []),
    ...(typeof minItems === "number" && minItems > 0 ? [choice("too-few", list(schema, minItems - 1))] : []),
    ...(typeof maxItems === "number" ? [choice("too-many", list(schema, maxItems + 1))] : []),
    ...(typeof minLength === "number" && minLength > 0 ? [choice("empty", "")] : []),
    ...sizes(schema, false).map(([name, value]) => choice(name, value)),
    ...(type === "object" ? nested(field, schema, invalidChoices) : []),
  ];
}

function nested(field: string, schema: Json, choices: typeof validChoices): Choice[] {
  return Object.entries(object(schema.properties)).flatMap(([name, inner]) =>
    choices(name, object(inner)).map((choice) => ({
      ...choice,
      field,
      name: `${field}-${choice.name}`,
      title: `${field}.${choice.title}`,
      value: { [name]: choice.value },
    })),
  );
}

function enumOf(schema: Json): unknown[] {
  const members = Array.isArray(schema.anyOf) ? schema.anyOf.map(object) : [];
  return [schema, ...members].flatMap(({ enum: values }) => (Array.isArray(values) ? values : []));
}

/** Pixel sizes on, or just over, the bounds that the spec states in `x-pixels` and `x-aspect`. */
function sizes(schema: Json, inside: boolean): [name: string, value: string][] {
  const { min, max } = object(schema["x-pixels"]);
  const aspect = object(schema["x-aspect"]);
  if (typeof min !== "number" || typeof max !== "number") return [];
  const smallest = Math.sqrt(min);
  const tall = Math.ceil(Math.sqrt(min / Number(aspect.min)));
  const narrow = Math.ceil(tall * Number(aspect.min));
  return inside
    ? [
        ["smallest", `${Math.ceil(smallest)}x${Math.ceil(smallest)}`],
        ["largest", `${Math.floor(Math.sqrt(max))}x${Math.floor(Math.sqrt(max))}`],
        ["narrowest", `${narrow}x${narrow / Number(aspect.min)}`],
        ["widest", `${narrow * Number(aspect.max)}x${narrow}`],
      ]
    : [
        ["under", `${Math.ceil(smallest) - 1}x${Math.ceil(smallest)}`],
        ["over", `${Math.floor(Math.sqrt(max)) + 1}x${Math.ceil(Math.sqrt(max))}`],
        ["too-narrow", `${narrow}x${narrow / Number(aspect.min) + 1}`],
        ["too-wide", `${narrow * Number(aspect.max) + 1}x${narrow}`],
      ];
}

/** A value that a field takes. */
export function sampleOf(schema: Json): unknown {
  const [first] = enumOf(schema);
  if (first !== undefined) return first;
  if (schema.type === "array") return list(schema, Math.max(1, Number(schema.minItems ?? 1)));
  if (schema.type === "string") return "a lighthouse at dusk";
  return schema.type === "boolean" ? true : (schema.minimum ?? 1);
}

function list(schema: Json, length: number): unknown[] {
  const { forms } = object(schema["x-image-input"]);
  const takesUrls = Array.isArray(forms) && forms.includes("url");
  return Array.from({ length }, (_, index) => (takesUrls ? `https://images.example/${index + 1}.png` : tinyPng));
}

function round(value: number): number {
  return Number(value.toFixed(6));
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `with ${value.length} items`;
  return JSON.stringify(value);
}
