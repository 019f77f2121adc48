import { expect, test } from "vitest";
import { undocumentedFields } from "./undocumented-fields.ts";

const text = { type: "string" };
const document = {
  schemas: {
    Image: { properties: { url: text } },
    Named: { properties: { name: text } },
  },
};
const image = { $ref: "#/schemas/Image" };
const named = { $ref: "#/schemas/Named" };

const found = (schema: object, value: unknown) =>
  undocumentedFields(document, { value: { ...schema }, pointer: "/here" }, value).map(
    ({ field, pointer }) => `${field} at ${pointer}`,
  );

test.each<[string, object, unknown, string[]]>([
  ["a field that is named", { properties: { url: text } }, { url: "a" }, []],
  ["a field that is not", { properties: { url: text } }, { url: "a", size: 1 }, ["size at /here"]],
  ["a field of nothing", { properties: {} }, { size: 1 }, ["size at /here"]],
  ["a field that every object has", { properties: {} }, { constructor: 1 }, ["constructor at /here"]],
  ["what a schema leaves open", {}, { size: 1 }, []],
  ["a field within", { properties: { image } }, { image: { url: "a", size: 1 } }, ["image.size at /schemas/Image"]],
  [
    "the place of what stands in the spec itself",
    { properties: { image: { properties: {} } } },
    { image: { size: 1 } },
    ["image.size at /here/properties/image"],
  ],
  [
    "a field of several items, once",
    { properties: { images: { items: image } } },
    { images: [{ url: "a" }, { size: 1 }, { size: 2, kind: "b" }] },
    ["images[1].size at /schemas/Image", "images[2].kind at /schemas/Image"],
  ],
  ["an item of a list", { items: { properties: {} } }, [{ size: 1 }], ["[0].size at /here/items"]],
  ["items that no schema describes", { properties: { images: {} } }, { images: [{ size: 1 }] }, []],
  ["a list where an object is described", { properties: { url: text } }, [{ size: 1 }], []],
  ["an object where items are described", { items: image }, { size: 1 }, []],
  ["a text", { properties: {} }, "text", []],
  ["null", { properties: {} }, null, []],
  ["null within", { properties: { image } }, { image: null }, []],
  ["what any part names", { allOf: [image, named] }, { url: "a", name: "b", size: 1 }, ["size at /schemas/Image"]],
  ["one of several forms", { oneOf: [image, named] }, { name: "b", size: 1 }, ["size at /schemas/Image"]],
  ["any of several forms", { anyOf: [{ properties: {} }, named] }, { size: 1 }, ["size at /here/anyOf/0"]],
  ["parts of parts", { allOf: [{ oneOf: [named] }], properties: { url: text } }, { url: "a", name: "b" }, []],
  ["parts that are no list", { allOf: image, properties: {} }, { url: "a" }, ["url at /here"]],
  [
    "a field that two parts describe",
    { allOf: [{ properties: { image } }, { properties: { image: named } }] },
    { image: { url: "a", name: "b", size: 1 } },
    ["image.size at /schemas/Image"],
  ],
])("%s", (_, schema, value, fields) => {
  expect(found(schema, value)).toEqual(fields);
});

test("it says the name and the value", () => {
  expect(
    undocumentedFields(document, { value: { properties: { image } }, pointer: "" }, { image: { size: 7 } }),
  ).toEqual([{ field: "image.size", name: "size", value: 7, pointer: "/schemas/Image" }]);
});
