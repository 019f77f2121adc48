/** A JSON object, as an OpenAPI document is made of. */
export type Json = Readonly<Record<string, unknown>>;

/** A value of a document and the JSON pointer of its place. */
export interface Placed {
  readonly value: Json;
  readonly pointer: string;
}

/** The value as an object; an empty one where it is none. */
export function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {}; // was looked at
}

/** A key as a step of a JSON pointer within a URL. */
export function pointerKey(key: string): string {
  return encodeURI(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** A value and its place, after the `$ref`s within the document. */
export function follow(document: Json, value: unknown, pointer: string): Placed {
  const { $ref } = object(value);
  if (typeof $ref !== "string" || !$ref.startsWith("#/")) return { value: object(value), pointer };
  const target = $ref.slice(1);
  const found = target
    .split("/")
    .slice(1)
    .reduce<unknown>((part, key) => object(part)[decodeURI(key).replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return follow(document, found, target);
}
