import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createSpec, type SeenRequest } from "./create-spec.ts";

const text = { schema: { type: "string" } };
const document = {
  openapi: "3.1.0",
  security: [{ token: [] }],
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
    },
  },
  paths: {
    "/v1/make": {
      parameters: [{ name: "dry", in: "query", ...text }],
      post: {
        operationId: "make",
        parameters: [{ name: "X-Tag", in: "header", ...text }],
        requestBody: { content: { "application/json": { schema: { type: "object", required: ["prompt"] } } } },
        responses: {},
      },
    },
    "/v1/make/{id}": { get: { operationId: "read", responses: {} } },
    "/v1/open": { get: { operationId: "open", security: [], responses: {} } },
  },
};
const spec = createSpec(document);
const headers = { "x-key": "k" };
const make: SeenRequest = { method: "post", path: "/v1/make", headers, body: { prompt: "a fox" } };
const get = (path: string, seen: SeenRequest["headers"] = headers) => ({
  method: "GET",
  path,
  headers: seen,
  body: undefined,
});

test("keeps the document, its hash, and finds an operation by method and path, however the method is written", () => {
  expect(spec.document).toBe(document);
  expect(spec.hash).toBe(createHash("sha256").update(JSON.stringify(document)).digest("hex"));
  expect(spec.operations.map(({ id }) => id)).toEqual(["make", "read", "open"]);
  expect(spec.find("Post", "/v1/make")?.id).toBe("make");
  expect(spec.find("get", "/v1/make/7")?.id).toBe("read");
  expect(spec.find("GET", "/v1/make")).toBeUndefined();
  expect(spec.find("GET", "/v1/make/7/8")).toBeUndefined();
});

test.each<[string, SeenRequest, object[]]>([
  ["as the spec has it", make, []],
  ["with the other scheme's key", { ...make, headers: { authorization: "Bearer k" } }, []],
  ["with a parameter of the spec", { ...make, path: "/v1/make?dry=1" }, []],
  ["without a key where none is needed", get("/v1/open", {}), []],
  ["whose headers were not kept", { method: "POST", path: "/v1/make", body: { prompt: "a fox" } }, []],
  [
    "to a place that is none",
    get("/v2/make?dry=1"),
    [{ field: "path", message: "GET /v2/make is not an operation of the spec" }],
  ],
  [
    "with parameters that are none, also where a header has the name",
    { ...make, path: "/v1/make?dry=1&x-tag=2&debug=3" },
    [
      { field: "query.x-tag", message: "query.x-tag is not a parameter of the spec" },
      { field: "query.debug", message: "query.debug is not a parameter of the spec" },
    ],
  ],
  [
    "without a key",
    get("/v1/make/7", { "x-key": "" }),
    [
      {
        field: "headers.authorization",
        message: "headers.authorization or x-key is missing: the call has no key",
      },
    ],
  ],
  [
    "with a body that does not fit",
    { ...make, body: {} },
    [{ field: "body.prompt", message: "body.prompt is missing" }],
  ],
])("a request %s is judged", (_name, request, want) => {
  expect(spec.judgeRequest(request)).toEqual(want);
});

test("a document without security schemes asks for no key", () => {
  expect(createSpec({ ...document, components: {} }).judgeRequest({ ...make, headers: {} })).toEqual([]);
});

test("a document without security needs no key", () => {
  expect(createSpec({ ...document, security: undefined }).judgeRequest({ ...make, headers: {} })).toEqual([]);
  expect(createSpec({ ...document, security: [] }).judgeRequest({ ...make, headers: {} })).toEqual([]);
});
