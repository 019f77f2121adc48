import { expect, test } from "vitest";
import type { Json, SpecDocument } from "./bundle.ts";
import { refuseUnknownKeywords } from "./keywords.ts";

function specOf(schema: Json, more: Json = {}): SpecDocument {
  const content = { "application/json": { schema } };
  const document = {
    paths: { "/a": { post: { requestBody: { content }, responses: {}, ...more } } },
    components: { schemas: { Known: { type: "string" } } },
  };
  return { id: "acme", document, json: "", hash: "" };
}

const place = "#/paths//a/post/requestBody/content/application/json/schema";

test.each<[name: string, schema: Json, at: string]>([
  ["at the top", { type: "object", patternProperties: {} }, `${place} uses the keyword "patternProperties"`],
  [
    "in a property",
    { properties: { a: { type: "number", multipleOf: 2 } } },
    `${place}/properties/a uses the keyword "multipleOf"`,
  ],
  ["in a list", { items: { uniqueItems: true } }, `${place}/items uses the keyword "uniqueItems"`],
  ["in a union", { anyOf: [{ type: "string" }, { not: {} }] }, `${place}/anyOf/1 uses the keyword "not"`],
  [
    "in the properties that have no name",
    { additionalProperties: { exclusiveMinimum: 1 } },
    `${place}/additionalProperties uses the keyword "exclusiveMinimum"`,
  ],
  ["allOf", { allOf: [] }, `${place} uses the keyword "allOf"`],
])("names a keyword that it does not know: %s", (_name, schema, at) => {
  expect(() => refuseUnknownKeywords(specOf(schema))).toThrow(`specs/acme: ${at}, which the generator does not know`);
});

test("also in shared schemas and in parameters", () => {
  const shared = specOf({});
  (shared.document.components as { schemas: Json }).schemas.Other = { minProperties: 1 };
  expect(() => refuseUnknownKeywords(shared)).toThrow("#/components/schemas/Other");
  const parameters = [{ name: "a", in: "path", schema: { contentEncoding: "base64" } }];
  expect(() => refuseUnknownKeywords(specOf({}, { parameters }))).toThrow("parameters/0/schema");
});

test("takes extensions, and properties of any name", () => {
  const schema = { type: "object", "x-pixels": {}, properties: { not: { type: "string", "x-aspect": {} }, allOf: {} } };
  expect(() => refuseUnknownKeywords(specOf(schema))).not.toThrow();
});
