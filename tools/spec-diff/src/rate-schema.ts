import type { Bump } from "./spec-diff.ts";

/** A change of a schema that Redocly leaves unrated: it names those that break, and not those that give more. */
export interface SchemaChange {
  /** JSON pointer through the operation, so that it tells a request from an answer. */
  readonly path: string;
  readonly property?: string;
  /** The property's new value. */
  readonly now: unknown;
}

/** What a value is held to. */
const constraints =
  /^(required|type|format|enum|const|pattern|multipleOf|(exclusive)?(minimum|maximum)|(min|max)(Length|Items|Properties|Contains)|uniqueItems|additionalProperties)$/i;
const inRequest = /^#\/paths\/[^/]+\/(\w+\/)?(requestBody|parameters)(\/|$)/;
const inAnswer = /^#\/paths\/[^/]+\/\w+\/responses\//;

/** The bump that such a change asks for. */
export function rateSchema({ path, property = "", now }: SchemaChange): Bump {
  const isRequest = inRequest.test(path);
  // A field that may only be read is no longer taken, and one that may only be written no longer comes.
  if (property === "readOnly") return isRequest ? (now === true ? "major" : "minor") : "patch";
  if (property === "writeOnly") return inAnswer.test(path) ? (now === true ? "major" : "minor") : "patch";
  // What a request is held to and does not break, is held to less: it takes more than before.
  return isRequest && constraints.test(property) ? "minor" : "patch";
}
