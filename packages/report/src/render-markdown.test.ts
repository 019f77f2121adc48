import { expect, it } from "vitest";
import { escapeMarkdown, renderMarkdown } from "./render-markdown.ts";
import { liveRecord } from "./sample/live-record.ts";
import { sampleRecord } from "./sample/record.ts";

const text = renderMarkdown(sampleRecord);

it("leads with how the fixtures came to be", () => {
  expect(text).toMatch(/^\*\*recorded 0, documented 14, synthetic 5\*\*\n/);
});

it("has a table row per operation, all of the same width", () => {
  const table = text.split("\n\n").find((block) => block.startsWith("| Provider | Operation"));
  const rows = (table ?? "").split("\n").filter((line) => line.startsWith("| "));
  expect(rows).toHaveLength(2 + 7);
  expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).toEqual(new Set([11]));
});

it("folds failures into details, violations open, tags escaped", () => {
  expect(text).toContain("<details open><summary>1 violation</summary>");
  expect(text).toContain("an answer &lt;script&gt;alert(1)&lt;/script&gt; holds");
  expect(text).not.toContain("<script");
});

it("speaks of the emulator on an emulated run only", () => {
  expect(text).toContain("> **Emulated run.**");
  expect(renderMarkdown(liveRecord)).not.toMatch(/emulated/i);
});

it.each<[string, string, string]>([
  ["a pipe", "a|b", "a\\|b"],
  ["a new line", "a\n# b", "a \\# b"],
  ["a tag", "<b>", "&lt;b&gt;"],
  ["a link and an image", "![x](y)", "\\!\\[x\\](y)"],
  ["code", "`x`", "\\`x\\`"],
  ["a mention", "@all", "&#64;all"],
])("escapes %s", (_, given, want) => {
  expect(escapeMarkdown(given)).toBe(want);
});

it("lets no text of a server steer what reads it", () => {
  expect(escapeMarkdown("a\u001b[31m\u0007\u0000b\u202ec\nd")).toBe("a \\[31m b c d");
});
