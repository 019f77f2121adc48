import { describe, expect, test } from "vitest";
import { differences, mismatches } from "./mismatches.ts";

describe("mismatches", () => {
  test.each<[string, unknown, unknown, string[]]>([
    ["nothing where all that is expected is there", { a: 1 }, { a: 1, b: 2 }, []],
    ["the field that differs", { a: { b: 1 } }, { a: { b: 2 } }, ["expect.a.b"]],
    ["the field that is missing", { a: 1 }, {}, ["expect.a"]],
    ["a null that is not there", { a: null }, {}, ["expect.a"]],
    ["the item of a list", { a: [1, 2] }, { a: [1, 3] }, ["expect.a[1]"]],
    ["a list that is too short", { a: [1, 2] }, { a: [1] }, ["expect.a"]],
    ["a list that is too long", { a: [1] }, { a: [1, 2] }, ["expect.a"]],
    ["an object where a text is", { a: { b: 1 } }, { a: "x" }, ["expect.a"]],
    ["an object where nothing is", { a: { b: 1 } }, { a: null }, ["expect.a"]],
    ["a null where an object is", { a: null }, { a: { b: 1 } }, ["expect.a"]],
  ])("names %s", (_, expected, actual, fields) => {
    expect(mismatches(expected, actual, "expect").map(({ field }) => field)).toEqual(fields);
  });

  test("says what is there and what should be", () => {
    expect(mismatches({ width: 2848 }, { width: 2849 }, "expect")).toEqual([
      { field: "expect.width", message: "expect.width is 2849, not 2848", expected: 2848, actual: 2849 },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["what is not there", undefined, "expect.a is absent, not 1"],
    ["a text of 118 characters whole", "x".repeat(118), `expect.a is "${"x".repeat(118)}", not 1`],
    ["a longer one by its beginning", "x".repeat(119), `expect.a is "${"x".repeat(116)}... (121 characters), not 1`],
  ])("shows %s", (_, actual, message) => {
    expect(mismatches({ a: 1 }, { a: actual }, "expect").map((finding) => finding.message)).toEqual([message]);
  });
});

describe("differences", () => {
  test.each<[string, unknown, unknown, string[]]>([
    ["nothing where both are the same", { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, []],
    ["what is there and was not expected", { a: 1 }, { a: 1, b: 2 }, ["body.b"]],
    ["the same deep inside", { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, ["body.a[0].c"]],
    ["what is missing", { a: 1, b: 2 }, { a: 1 }, ["body.b"]],
    ["an object where nothing is", { a: { b: 1 } }, { a: null }, ["body.a"]],
    ["nothing where an object is", { a: null }, { a: { b: 1 } }, ["body.a"]],
    ["a list that is too long", { a: [1] }, { a: [1, 2] }, ["body.a"]],
    ["a list that is too short", { a: [1, 2] }, { a: [1] }, ["body.a"]],
    ["a list where a text is", { a: [1] }, { a: "1" }, ["body.a"]],
    ["a text where a list is", { a: "1" }, { a: [1] }, ["body.a"]],
  ])("names %s", (_, expected, actual, fields) => {
    expect(differences(expected, actual, "body").map(({ field }) => field)).toEqual(fields);
  });
});
