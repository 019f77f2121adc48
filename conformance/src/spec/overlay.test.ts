import { expect, test } from "vitest";
import { createSpec } from "./create-spec.ts";
import { schemaOf } from "./overlay.ts";

const read = {
  operationId: "read",
  responses: {
    200: {
      headers: { "X-Cost": { schema: { type: "number" } } },
      content: { "application/json": { schema: { type: "object", properties: { state: { enum: ["done"] } } } } },
    },
  },
};
const spec = createSpec({ openapi: "3.1.0", paths: { "/v1/a~b/{id}": { get: read } } });
const json = { "content-type": "application/json" };
const place = '$["paths"]["/v1/a~b/{id}"]["get"]["responses"]';

function proposed(status: number, headers: Record<string, string>, body?: unknown) {
  const [operation] = spec.operations;
  if (!operation) throw new Error("there is one");
  return spec.judgeResponse(operation, { status, headers, body }).map(({ overlay }) => overlay);
}

test.each<[string, unknown, object]>([
  ["null", null, { type: "null" }],
  ["a text", "a", { type: "string" }],
  ["a number", 1.5, { type: "number" }],
  ["yes or no", false, { type: "boolean" }],
  ["an empty list", [], { type: "array" }],
  ["a list, by its first item", [1, "a"], { type: "array", items: { type: "number" } }],
  [
    "an object",
    { a: null, b: {} },
    { type: "object", properties: { a: { type: "null" }, b: { type: "object", properties: {} } } },
  ],
])("a schema that %s fits", (_name, value, want) => {
  expect(schemaOf(value)).toEqual(want);
});

test("a status is proposed with what came under it, or without a body", () => {
  const described = { description: "Observed; not documented.", "x-evidence": "observed" };
  expect(proposed(418, json, { tea: true })).toEqual([
    {
      target: place,
      update: {
        418: {
          ...described,
          content: { "application/json": { schema: { type: "object", properties: { tea: { type: "boolean" } } } } },
        },
      },
    },
  ]);
  expect(proposed(204, {})).toEqual([{ target: place, update: { 204: described } }]);
});

test("a media type is proposed with what came under it, or without a body", () => {
  const target = `${place}["200"]["content"]`;
  const type = { "content-type": "application/problem+json" };
  expect(proposed(200, type, ["a"])).toEqual([
    { target, update: { "application/problem+json": { schema: { type: "array", items: { type: "string" } } } } },
  ]);
  expect(proposed(200, { "content-type": "image/png" })).toEqual([{ target, update: { "image/png": {} } }]);
});

test("a field, a value and a header's form are proposed where they belong", () => {
  expect(proposed(200, { ...json, "x-cost": "free" }, { state: "lost", eta: 3 })).toEqual([
    { target: `${place}["200"]["headers"]["X-Cost"]`, update: { "x-observed": ["free"] } },
    {
      target: `${place}["200"]["content"]["application/json"]["schema"]["properties"]["state"]`,
      update: { enum: ["lost"] },
    },
    {
      target: `${place}["200"]["content"]["application/json"]["schema"]["properties"]`,
      update: { eta: { type: "number", description: "Observed; not documented.", "x-evidence": "observed" } },
    },
  ]);
});
