import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "./create-spec.ts";
import { operationHash } from "./operation-hash.ts";

function hashOf(change: (document: typeof openapi) => void = () => {}): string {
  const document = structuredClone(openapi);
  change(document);
  const { operations, document: read } = createSpec(document);
  const [operation] = operations;
  if (!operation) throw new Error("there is one");
  return operationHash(read, operation);
}

const post = (document: typeof openapi) => document.paths["/v3/seedream-5.0-lite"].post;

test("a hash is 12 hex digits, the same each time", () => {
  expect(hashOf()).toMatch(/^[0-9a-f]{12}$/);
  expect(hashOf()).toBe(hashOf());
});

type Change = (document: typeof openapi) => void;

const fields = (document: typeof openapi) => post(document).requestBody.content["application/json"].schema.properties;
const put = (target: object, change: object): void => void Object.assign(target, change);

describe("it changes with the contract", () => {
  test.each<[string, Change]>([
    ["a bound", (document) => put(fields(document).image, { maxItems: 10 })],
    ["a value of an enum", (document) => put(fields(document).sequential_image_generation, { enum: ["auto"] })],
    [
      "a required field of a shared schema",
      (document) => put(document.components.schemas.ImagesResult, { required: [] }),
    ],
    [
      "a field called title",
      (document) => put(document.components.schemas.ImagesResult.properties, { title: { type: "string" } }),
    ],
    ["a status", (document) => put(post(document).responses, { 503: undefined })],
    ["pixels", (document) => put(fields(document).size["x-pixels"], { max: 1 })],
    ["the meaning of a code", (document) => put(document.components.responses.BadRequest, { "x-error-codes": [] })],
  ])("%s", (_, change) => {
    expect(hashOf(change)).not.toBe(hashOf());
  });
});

describe("it does not change with", () => {
  test.each<[string, Change]>([
    ["words", (document) => put(post(document), { description: "Other words." })],
    ["evidence", (document) => put(document.components.schemas.ImagesResult, { "x-evidence": "observed" })],
    ["samples", (document) => put(post(document).requestBody.content["application/json"], { examples: {} })],
    ["another operation", (document) => put(document.paths, { "/v3/other": { post: { operationId: "other" } } })],
    [
      "the order of fields",
      (document) => {
        const { properties } = document.components.schemas.Error;
        put(document.components.schemas.Error, {
          properties: Object.fromEntries(Object.entries(properties).reverse()),
        });
      },
    ],
  ])("%s", (_, change) => {
    expect(hashOf(change)).toBe(hashOf());
  });
});

/** The hash of an operation that states this and no more. */
const of = (value: object, document: object = {}, method = "post", path = "/a") =>
  operationHash({ ...document }, { method, path, value: { ...value } } as Parameters<typeof operationHash>[1]); // it reads no more

test.each(["description", "summary", "title", "example", "examples", "externalDocs", "tags", "x-price", "x-evidence"])(
  "%s does not count, unless it is the name of a field or a header",
  (word) => {
    expect(of({ [word]: "other" })).toBe(of({}));
    for (const names of ["properties", "headers"]) {
      expect(of({ [names]: { [word]: { type: "string" } } })).not.toBe(of({ [names]: {} }));
      expect(of({ [names]: { [word]: { [word]: "other" } } })).toBe(of({ [names]: { [word]: {} } }));
    }
    expect(of({ properties: { properties: { [word]: "other" } } })).toBe(of({ properties: { properties: {} } }));
  },
);

test.each(["x-pixels", "x-aspect", "x-job", "x-error-codes", "x-image-input", "x-result-expires"])(
  "%s counts",
  (fact) => {
    expect(of({ [fact]: 1 })).not.toBe(of({ [fact]: 2 }));
  },
);

test("method, path and each item of a list count", () => {
  expect(of({}, {}, "get")).not.toBe(of({}));
  expect(of({}, {}, "post", "/b")).not.toBe(of({}));
  expect(of({ enum: ["a", null] })).not.toBe(of({ enum: ["b", null] }));
  expect(of({ oneOf: [{ title: "a" }] })).toBe(of({ oneOf: [{ title: "b" }] }));
  expect(of({ oneOf: [{ type: "string" }, {}] })).not.toBe(of({ oneOf: [{}, { type: "string" }] }));
});

test("a reference counts as what it leads to, also where a schema holds itself", () => {
  const $ref = "#/schemas/Tree";
  const tree = (type: string) => ({ schemas: { Tree: { type, items: { $ref }, title: type } } });
  expect(of({ schema: { $ref } }, tree("array"))).toBe(of({ schema: { type: "array", items: $ref } }));
  expect(of({ schema: { $ref } }, tree("array"))).not.toBe(of({ schema: { $ref } }, tree("object")));
  const leaf = { schemas: { Leaf: { type: "string", title: "a leaf" } } };
  expect(of({ schema: { $ref: "#/schemas/Leaf" } }, leaf)).toBe(of({ schema: { type: "string" } }));
  expect(of({ a: { $ref: "#/schemas/Leaf" }, b: { $ref: "#/schemas/Leaf" } }, leaf)).toBe(
    of({ b: { type: "string" }, a: { type: "string" } }),
  );
});
