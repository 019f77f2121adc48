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
