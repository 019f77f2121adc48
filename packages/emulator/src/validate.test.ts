import { expect, test } from "vitest";
import { requireAjv } from "./require-ajv.ts";
import { createValidator } from "./validate.ts";

const openapi = {
  openapi: "3.1.1",
  paths: {
    "/v1/{kind}/make": {
      post: {
        operationId: "make",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Make" } } } },
      },
    },
  },
  components: {
    schemas: {
      Make: {
        type: "object",
        additionalProperties: false,
        required: ["prompt"],
        properties: {
          prompt: { type: "string", minLength: 1, "x-evidence": "seed" },
          count: { type: "integer", minimum: 1, maximum: 6 },
          kind: { enum: ["a", "b"] },
          urls: { type: "array", items: { type: "string", format: "uri" } },
          size: { type: "string", "x-pixels": { min: 100, max: 400 }, "x-aspect": { min: 0.5, max: 2 } },
          options: { type: "object", additionalProperties: false, properties: { mode: { type: "string" } } },
        },
      },
    },
  },
};
const validate = createValidator({ id: "acme", openapi }, requireAjv);

test.each([
  ["a right body", { prompt: "fox", count: 6, size: "10x20", urls: ["https://example.com/a"] }, []],
  ["a size in words", { prompt: "fox", size: "2K" }, []],
  ["nothing", undefined, [["", "type"]]],
  ["a missing field", {}, [["prompt", "required"]]],
  ["an unknown field", { prompt: "fox", promt: "fox" }, [["promt", "additionalProperties"]]],
  ["an unknown field inside", { prompt: "fox", options: { moode: "" } }, [["options.moode", "additionalProperties"]]],
  ["too many", { prompt: "fox", count: 7 }, [["count", "maximum"]]],
  ["a value that is not listed", { prompt: "fox", kind: "c" }, [["kind", "enum"]]],
  ["a wrong format in a list", { prompt: "fox", urls: ["https://example.com", "no"] }, [["urls[1]", "format"]]],
  ["too few pixels", { prompt: "fox", size: "9x11" }, [["size", "x-pixels"]]],
  ["too many pixels", { prompt: "fox", size: "20x21" }, [["size", "x-pixels"]]],
  ["too wide an image", { prompt: "fox", size: "30x10" }, [["size", "x-aspect"]]],
  [
    "several things at once",
    { count: 0, kind: "c" },
    [
      ["prompt", "required"],
      ["count", "minimum"],
      ["kind", "enum"],
    ],
  ],
])("finds in %s what is wrong", (_name, body, want) => {
  expect(validate("make", body).map(({ field, keyword }) => [field, keyword])).toEqual(want);
});

test("names field and limit in its messages", () => {
  const messages = validate("make", { prompt: "fox", count: 7, kind: "c", size: "9x11", extra: 1 }).map(
    (issue) => issue.message,
  );
  expect(messages.sort()).toEqual([
    "count: must be <= 6",
    "extra: this field is not known",
    "kind: must be one of a, b",
    "size: width times height must lie between 100 and 400",
  ]);
});

test("does not know operations that the document does not have", () => {
  expect(() => validate("paint", {})).toThrow('acme has no operation "paint"');
});
