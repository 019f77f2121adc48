import { describe, expect, expectTypeOf, test } from "vitest";
import * as zod from "zod/mini";
import type { Validator } from "./check/check-request.ts";
import * as own from "./schema.ts";

/** What generated code says in both, word for word. */
const forms = {
  string: (z: typeof own) => z.string(),
  "string, not empty": (z: typeof own) => z.string().check(z.minLength(1)),
  "string of a form": (z: typeof own) => z.string().check(z.regex(/^data:image\//)),
  number: (z: typeof own) => z.number(),
  "number in a range": (z: typeof own) => z.number().check(z.gte(1), z.lte(10)),
  int: (z: typeof own) => z.int(),
  "int in a range": (z: typeof own) => z.int().check(z.gte(1), z.lte(15)),
  boolean: (z: typeof own) => z.boolean(),
  null: (z: typeof own) => z.null(),
  unknown: (z: typeof own) => z.unknown(),
  enum: (z: typeof own) => z.enum(["2K", "3K"]),
  literal: (z: typeof own) => z.literal("auto"),
  optional: (z: typeof own) => z.optional(z.string()),
  nullable: (z: typeof own) => z.nullable(z.int()),
  nullish: (z: typeof own) => z.nullish(z.boolean()),
  array: (z: typeof own) => z.array(z.string()),
  "array in a range": (z: typeof own) =>
    z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(2)),
  strictObject: (z: typeof own) => z.strictObject({ a: z.string(), b: z.optional(z.int()) }),
  looseObject: (z: typeof own) => z.looseObject({ a: z.string(), b: z.nullish(z.array(z.int())) }),
  nested: (z: typeof own) => z.strictObject({ a: z.optional(z.array(z.strictObject({ b: z.enum(["x"]) }))) }),
  record: (z: typeof own) => z.record(z.string(), z.number()),
  "open enum": (z: typeof own) => z.union([z.enum(["DONE"]), z.string()]),
  "union of forms": (z: typeof own) => z.union([z.looseObject({ a: z.string() }), z.array(z.string()), z.number()]),
};

const texts = ["", "x", "2K", "4K", "auto", "DONE", "data:image/png;base64,AA", "é", "😀"];
const numbers = [0, 1, 1.5, 10, 15, 16, -1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY];
const plain = [...texts, ...numbers, true, false, null, undefined, 1n, () => {}];
const lists = [[], [""], ["x"], ["x", "y", "z"], [1], [null], [["x"]], [undefined]];
const objects = [
  {},
  { a: "x" },
  { a: 1 },
  { a: "x", b: 1 },
  { a: "x", b: [1, "y"] },
  { a: "x", b: null },
  { a: undefined },
  { a: "x", c: 1, d: 2 },
  { a: [{ b: "x" }, { b: "y" }] },
  { a: [{ b: "x", c: 1 }] },
  { x: 1, y: 2 },
  { x: "1" },
  JSON.parse('{"a": "x", "__proto__": 1}'),
];

/** Valid or not, and where not, at which paths and which unknown fields, each once. */
function verdictOf({ safeParse }: { safeParse(value: unknown): unknown }, value: unknown) {
  const result = safeParse(value) as ReturnType<Validator<unknown>["safeParse"]>; // both have it
  if (result.success) return "valid";
  return new Set(result.error.issues.map(({ path, keys = [] }) => JSON.stringify([path, keys])));
}

describe.each(Object.entries(forms))("%s takes and refuses what zod/mini does", (_name, form) => {
  const mine = form(own);
  const zods = form(zod as never); // the same words
  test.each([...plain, ...lists, ...objects].map((value) => [value]))("%o", (value) => {
    expect(verdictOf(mine, value)).toEqual(verdictOf(zods, value));
  });
});

describe("what is in no document is told of, once the rest fits", () => {
  const status = own.looseObject({
    state: own.union([own.enum(["DONE"]), own.string()]),
    items: own.optional(own.array(own.looseObject({ url: own.string() }))),
    extra: own.optional(own.unknown()),
  });
  test.each<[string, unknown, unknown]>([
    ["nothing new", { state: "DONE", items: [{ url: "a" }], extra: { any: 1 } }, []],
    ["a field", { state: "DONE", more: 1 }, [{ path: ["more"] }]],
    ["a field within", { state: "DONE", items: [{ url: "a", kind: 1 }] }, [{ path: ["items", 0, "kind"] }]],
    ["a value of an open enum", { state: "PAUSED" }, [{ path: ["state"], value: "PAUSED" }]],
    ["a field named as one that every object has", { state: "DONE", toString: 1 }, [{ path: ["toString"] }]],
  ])("%s", (_name, value, undocumented) => {
    expect(status.safeParse(value)).toMatchObject({ success: true, data: value, undocumented });
  });
});

test("what is valid has the type that the schema says", () => {
  const schema = own.strictObject({
    a: own.string(),
    b: own.optional(own.enum(["x", "y"])),
    c: own.nullish(own.array(own.int())),
  });
  type Valid = typeof schema extends Validator<infer T> ? T : never;
  expectTypeOf<Valid>().toEqualTypeOf<{ a: string; b?: "x" | "y" | undefined; c?: number[] | null | undefined }>();
});

test("what is noted of an answer is bounded, however many parts it has, and another field is still looked at", () => {
  const answer = own.looseObject({
    images: own.optional(own.array(own.string())),
    named: own.optional(own.record(own.string(), own.string())),
    either: own.optional(own.union([own.looseObject({}), own.null()])),
    id: own.string(),
  });
  const many = Array(50_000).fill(1);
  const fields = Object.fromEntries(many.map((_, index) => [`f${index}`, index]));
  for (const value of [{ images: many }, { named: fields }]) {
    const { error } = answer.safeParse(value) as { error: { issues: readonly { path: unknown }[] } };
    expect(error.issues.length).toBeLessThanOrEqual(10_001);
    expect(error.issues).toContainEqual(expect.objectContaining({ path: ["id"] }));
  }
  for (const value of [
    { id: "a", ...fields },
    { id: "a", either: fields },
  ])
    expect(answer.safeParse(value)).toMatchObject({ success: true, undocumented: { length: 10_000 } });
});
