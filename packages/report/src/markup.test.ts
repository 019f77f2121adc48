import { expect, it } from "vitest";
import { Markup, type MarkupValue, markup } from "./markup.ts";

it.each<[string, MarkupValue, string]>([
  ["a tag", "<script>", "&lt;script&gt;"],
  ["quotes of both kinds", `"'`, "&quot;&#39;"],
  ["an ampersand, once", "&amp;", "&amp;amp;"],
  ["a closing style", "</style>", "&lt;/style&gt;"],
  ["a number", 0, "0"],
  ["nothing", [null, undefined, false], ""],
  ["a list", ["a", "<"], "a&lt;"],
  ["markup as it is", new Markup("<b>"), "<b>"],
  ["a control character", "a\u0000\u001bb", "a\ufffd\ufffdb"],
  ["a turn of direction", "a\u202eb", "a\ufffdb"],
  ["a C1 control character", "a\u009b2J", "a\ufffd2J"],
  ["marks of direction", "a\u200f\u061cb", "a\ufffd\ufffdb"],
  ["line ends and tabs", "a\n\tb", "a\n\tb"],
  ["half a surrogate pair", "a\ud800b", "a\ufffdb"],
])("puts %s into a template", (_, given, want) => {
  expect(markup`<p title="${given}">${given}</p>`.text).toBe(`<p title="${want}">${want}</p>`);
});
