import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { findBroken, findUndocumented, fits } from "./walk-schema.ts";

const status = z.looseObject({
  state: z.union([z.enum(["DONE"]), z.string()]),
  items: z.nullish(z.array(z.looseObject({ url: z.string() }))),
  extra: z.optional(z.unknown()),
  result: z.optional(z.union([z.looseObject({ url: z.string() }), z.array(z.string())])),
  counts: z.optional(z.record(z.string(), z.looseObject({ n: z.int() }))),
});

describe("what a schema does not name is found", () => {
  test.each<[string, object, unknown]>([
    ["nothing new", { state: "DONE", items: [{ url: "a" }], extra: { any: 1 } }, []],
    ["null for what may be null", { state: "DONE", items: null }, []],
    ["a field", { state: "DONE", more: 1 }, [{ path: ["more"] }]],
    ["a field in a list", { state: "DONE", items: [{ url: "a", kind: 1 }] }, [{ path: ["items", 0, "kind"] }]],
    ["a field in a record", { state: "DONE", counts: { a: { n: 1, m: 2 } } }, [{ path: ["counts", "a", "m"] }]],
    ["a field in a member of a union", { state: "DONE", result: { url: "", a: 1 } }, [{ path: ["result", "a"] }]],
    ["nothing in another member", { state: "DONE", result: ["a"] }, []],
    ["a value of an open enum", { state: "PAUSED" }, [{ path: ["state"], value: "PAUSED" }]],
    ["a field named as one that every object has", { state: "DONE", toString: 1 }, [{ path: ["toString"] }]],
    ["a field that sets a prototype", JSON.parse('{"state":"DONE","__proto__":1}'), [{ path: ["__proto__"] }]],
  ])("%s", (_name, value, undocumented) => {
    expect(fits(status, value)).toBe(true);
    expect(findBroken(status, value)).toEqual([]);
    expect(findUndocumented(status, value)).toEqual(undocumented);
  });
});

describe("what breaks a schema is found where zod finds it", () => {
  test.each<[string, unknown]>([
    ["no object", null],
    ["a list for an object", []],
    ["a field that is missing", {}],
    ["a wrong type", { state: 1 }],
    ["null for what may be left out only", { state: "DONE", counts: null }],
    ["several", { state: null, items: [{ url: "a" }, { url: 1 }, {}], counts: { a: { n: 1.5 }, b: {} } }],
    ["no member of a union", { state: "DONE", result: [1] }],
    ["a text for a list", { state: "DONE", items: "a" }],
  ])("%s", (_name, value) => {
    const places = status.safeParse(value).error?.issues.map(({ path }) => path);
    expect(places).not.toEqual([]);
    expect(findBroken(status, value)).toEqual(places);
    expect(fits(status, value)).toBe(false);
  });

  test("a list that is too long", () => {
    const schema = z.looseObject({ a: z.array(z.string()).check(z.maxLength(1)) });
    expect(findBroken(schema, { a: ["x", "y"] })).toEqual([["a"]]);
  });
});

describe("what is found of an answer is bounded, however many parts it has", () => {
  const answer = z.looseObject({
    images: z.optional(z.array(z.string())),
    named: z.optional(z.record(z.string(), z.string())),
    either: z.optional(z.union([z.looseObject({}), z.null()])),
    id: z.string(),
  });
  const many = Array(50_000).fill(1);
  const fields = Object.fromEntries(many.map((_, index) => [`f${index}`, index]));

  test.each<[string, unknown]>([
    ["a list", { images: many }],
    ["a list without end", { images: Array(1_000_000).fill(1) }],
    ["a record", { named: fields }],
  ])("what is wrong in %s, and what is wrong after it", (_name, value) => {
    const broken = findBroken(answer, value);
    expect(broken).toHaveLength(10_001);
    expect(broken.at(-1)).toEqual(["id"]);
  });

  test.each<[string, object]>([
    ["an object", { id: "a", ...fields }],
    ["a member of a union", { id: "a", either: fields }],
  ])("what is undocumented in %s", (_name, value) => {
    expect(findUndocumented(answer, value)).toHaveLength(10_000);
  });
});
