import { describe, expect, test } from "vitest";
import { fieldAt, findImages, type ImagesPath, textAt } from "./find-images.ts";

const text = (value: string) => ({ text: value });
const problem = (value: string) => ({ problem: value });

describe("images are found", () => {
  test.each<[string, unknown, ImagesPath, unknown[]]>([
    ["in a list", { images: ["a", "b"] }, { at: ["images"] }, [text("a"), text("b")]],
    ["as one text", { image: " a " }, { at: ["images", "image"] }, [text("a")]],
    ["in an answer that is a list", ["a"], { at: [""] }, [text("a")]],
    ["within an object", { data: { images: ["a"] } }, { at: ["data.images"] }, [text("a")]],
    [
      "in objects",
      { data: [{ b64_json: "a" }, { url: "b" }] },
      { at: ["data"], item: ["url", "b64_json"] },
      [text("a"), text("b")],
    ],
    ["in objects, without the blanks around them", { image: { url: " a\n" } }, { at: ["image"] }, [text("a")]],
    ["as one object", { image: { url: "a" } }, { at: ["image"] }, [text("a")]],
    ["in the first field that has one", { images: [null], output: "a" }, { at: ["images", "output"] }, [text("a")]],
    [
      "in none, and the first field with an item says why",
      { images: [], output: null, data: [null], image: 7 },
      { at: ["images", "output", "data", "image"] },
      [problem("data[0] is null")],
    ],
    ["in none of two fields of an item", [{}], { at: [""], item: ["url", "b64"] }, [problem("[0] has no url or b64")]],
    ["in none, where there is none", { images: [], output: null }, { at: ["images", "output"] }, []],
    ["in none of an answer that is not an object", 7, { at: ["images", ""] }, []],
    ["in no field that every object has", {}, { at: ["constructor", "__proto__"] }, []],
  ])("%s", (_name, answer, path, want) => {
    expect(findImages(answer, path)).toEqual(want);
  });
});

test.each<[string, unknown, string]>([
  ["null", null, "images[1] is null"],
  ["false", false, "images[1] is false"],
  ["a number", 0, "images[1] is 0"],
  ["an empty text", "", "images[1] is empty"],
  ["blanks", "  ", 'images[1] is "  "'],
  ["a list", ["b"], 'images[1] is ["b"]'],
  ["an empty object", {}, "images[1] has no url"],
  ["an address of null", { url: null }, "images[1].url is null"],
  ["an address that is a number", { url: 7 }, "images[1].url is 7"],
  ["an error in words", { error: "refused" }, "images[1] has no url: refused"],
  ["an error with a code", { error: { code: "E1", message: "refused" } }, "images[1] has no url: refused (E1)"],
  ["an error without a code", { error: { message: "refused" } }, "images[1] has no url: refused"],
  ["an error with a number as its code", { error: { message: "refused", code: 7 } }, "images[1] has no url: refused"],
  ["no error", { url: " ", error: null }, 'images[1].url is " "'],
  ["no error and no message", { error: null, message: null, reason: null }, "images[1] has no url"],
  ["a long error, which is cut later", { error: "x".repeat(301) }, `images[1] has no url: ${"x".repeat(301)}`],
  ["an error of another form", { error: 7 }, "images[1] has no url: 7"],
  ["a message", { url: "", message: "refused" }, 'images[1].url is "": refused'],
])("an item that is %s does not take the others with it", (_name, item, reason) => {
  expect(findImages({ images: ["a", item, "c"] }, { at: ["images"] })).toEqual([text("a"), problem(reason), text("c")]);
});

test("a field is read within objects alone", () => {
  expect(fieldAt({ a: { b: 1 } }, "a.b")).toBe(1);
  expect(fieldAt({ a: null }, "a.b")).toBeUndefined();
  expect(fieldAt({ a: "text" }, "a.length")).toBeUndefined();
  expect([textAt({ a: "b" }, "a"), textAt({ a: "" }, "a"), textAt({ a: 1 }, "a")]).toEqual(["b", undefined, undefined]);
});

test("of a list without end so many items are looked at, and the rest are counted", () => {
  const found = findImages({ images: ["a", ...Array(20_000).fill(1)] }, { at: ["images"] });
  expect(found).toHaveLength(10_001);
  expect(found.at(-1)).toEqual(problem("images has 10001 more items, which were not looked at"));
});
