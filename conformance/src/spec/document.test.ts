import { expect, test } from "vitest";
import { follow, object, pointerKey } from "./document.ts";

const document = {
  schemas: {
    Image: { type: "string" },
    Alias: { $ref: "#/schemas/Image" },
    "a/b~c d": { type: "integer" },
  },
};

test.each<[string, unknown, ReturnType<typeof follow>]>([
  ["what is not a reference", { type: "number" }, { value: { type: "number" }, pointer: "/here" }],
  ["a reference", { $ref: "#/schemas/Image" }, { value: { type: "string" }, pointer: "/schemas/Image" }],
  ["a reference to one", { $ref: "#/schemas/Alias" }, { value: { type: "string" }, pointer: "/schemas/Image" }],
  [
    "a name with signs of its own",
    { $ref: "#/schemas/a~1b~0c%20d" },
    { value: { type: "integer" }, pointer: "/schemas/a~1b~0c%20d" },
  ],
  ["a name that is not there", { $ref: "#/schemas/None/type" }, { value: {}, pointer: "/schemas/None/type" }],
  ["another file", { $ref: "other.yaml" }, { value: { $ref: "other.yaml" }, pointer: "/here" }],
  ["a reference that is not a text", { $ref: 1 }, { value: { $ref: 1 }, pointer: "/here" }],
  ["a text", "Image", { value: {}, pointer: "/here" }],
  ["nothing", undefined, { value: {}, pointer: "/here" }],
])("%s is followed to its place", (_, value, placed) => {
  expect(follow(document, value, "/here")).toEqual(placed);
});

test("a key becomes the step of a pointer that leads back to it", () => {
  expect(pointerKey("a/b~c d")).toBe("a~1b~0c%20d");
  const pointer = `/schemas/${pointerKey("a/b~c d")}`;
  expect(follow(document, { $ref: `#${pointer}` }, "")).toEqual({ value: { type: "integer" }, pointer });
});

test("what is not an object is an empty one", () => {
  for (const value of [null, undefined, "text", 1, true]) expect(object(value)).toEqual({});
  const own = { a: 1 };
  expect(object(own)).toBe(own);
});
