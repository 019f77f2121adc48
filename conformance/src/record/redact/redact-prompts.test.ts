import { describe, expect, test } from "vitest";
import { promptsOf, redactPrompts, showsPrompt } from "./redact-prompts.ts";

const prompt = `A cat's "portrait", <noon> & 50% more: my café`;
const without = (text: string, ...prompts: string[]) => redactPrompts(text, prompts.length > 0 ? prompts : [prompt]);

describe("a prompt that an answer repeats is taken out", () => {
  test.each<[string, string, string]>([
    ["as it is", `made: ${prompt}.`, "made: an image of something."],
    ["in other capitals", prompt.toUpperCase(), "an image of something"],
    ["as JSON has it", `{"p":${JSON.stringify(prompt)}`, '{"p":"an image of something"'],
    [
      "as HTML has it",
      "<p>A cat&#39;s &quot;portrait&quot;, &lt;noon&gt; &amp; 50% more: my café</p>",
      "<p>an image of something</p>",
    ],
    [
      "in the path of an address",
      `https://a.test/x/${encodeURIComponent(prompt)}-1.png`,
      "https://a.test/x/a%20image%20of%20something-1.png",
    ],
    [
      "as a form sends it",
      `https://a.test/i?${new URLSearchParams({ prompt, n: "1" })}`,
      "https://a.test/i?prompt=a+image+of+something&n=1",
    ],
    [
      "in Base64, as a part of an address",
      `https://a.test/x/${Buffer.from(prompt).toString("base64url")}/1.png`,
      "https://a.test/x/redacted/1.png",
    ],
  ])("%s", (_name, given, want) => expect(without(given)).toBe(want));
});

test("a word is taken out where it stands by itself, and not out of other words, types or names of types", () => {
  expect(without("image of an image, imagery, image/png", "image")).toBe(
    "an image of something of an an image of something, imagery, image/png",
  );
  expect(without("this is a cat", "a")).toBe("this is an image of something cat");
  expect(without("IMAGE", "image")).toBe("IMAGE");
  expect(without("see https://image.test/image/1.png", "image")).toBe(
    "see https://image.test/a%20image%20of%20something/1.png",
  );
});

test("what already stands for a prompt stays", () => {
  expect(without("an image of something", "a", "image", "an image")).toBe("an image of something");
});

test.each([
  ["of another script", "一只红色的狐狸在雪地里奔跑背景".repeat(300)],
  ["of many words", "secret dragon number é ".repeat(900)],
])("a very long prompt %s is taken out, whole, encoded and in other capitals", (_name, long) => {
  const prompt = long.trim();
  for (const form of [prompt, prompt.toUpperCase(), encodeURIComponent(prompt)])
    expect(without(`made: ${form}`, prompt)).not.toMatch(/狐狸|dragon|%E7%8B%90/i);
});

test("of several the longest goes first", () => {
  expect(without("my cat at noon and my cat", "my cat", "my cat at noon")).toBe(
    "an image of something and an image of something",
  );
});

test("the prompts of a request are its fields of that name, and the texts within one that is JSON", () => {
  const scene = JSON.stringify({ scene: "Project Zebra launch", n: 2, tags: ["neon harbour", "x"] });
  expect(promptsOf({ prompt: scene, negative_prompt: "blurry hands", size: "2K", prompts: 3 })).toEqual([
    scene,
    "Project Zebra launch",
    "neon harbour",
    "blurry hands",
  ]);
  expect(promptsOf({ prompt: "{no json", size: "2K" })).toEqual(["{no json"]);
  expect(promptsOf({ prompt: " a  secret\ndragon\n" })).toEqual([
    " a  secret\ndragon\n",
    "a  secret\ndragon",
    "a secret dragon",
  ]);
  expect(promptsOf({ prompt: "" })).toEqual([]);
});

test("whether a prompt is shown is told of those that no common text has", () => {
  expect(showsPrompt(`x ${encodeURIComponent(prompt)}`, [prompt])).toBe(true);
  expect(showsPrompt("an image of something", ["an image of something"])).toBe(false);
  expect(showsPrompt("an image", ["image"])).toBe(false);
  expect(showsPrompt("月光下的一只猫在屋顶", ["一只猫在屋顶"])).toBe(true);
});
