import { expect, test } from "vitest";
import { specWords, withoutWords } from "./spec-words.ts";

const words = specWords([{ properties: { prompt: { type: "string", description: "What to paint, in words." } } }]);

test("what a spec says, or a report by itself, is not a secret", () => {
  const cookies = ["properties", "prompt", "description", "What to paint", "violation", "observed", "ropert", "number"];
  expect(withoutWords([...cookies, "sk_verysecretkey123", "hunter2-hunter2"], words)).toEqual([
    "sk_verysecretkey123",
    "hunter2-hunter2",
  ]);
});

test("a spec nested 100,000 deep is read to its end", () => {
  const deep = Array(100_000)
    .fill(0)
    .reduce<unknown>((inner) => [inner], "innermost");
  expect(specWords([deep]).has("innermost")).toBe(true);
});
