import { describe, expect, it } from "vitest";
import { layOutRow, wrapText } from "./text-table.ts";

describe("wrapText", () => {
  it.each<[string, string, number, string[]]>([
    ["leaves what fits", "one two", 7, ["one two"]],
    ["breaks at a space", "one two three", 8, ["one two", "three"]],
    ["breaks a word that is too long", "abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
    ["keeps the indent on each line", "  one two", 6, ["  one", "  two"]],
    ["keeps the empty text", "", 5, [""]],
  ])("%s", (_, text, width, want) => {
    expect(wrapText(text, width)).toEqual(want);
  });
});

describe("layOutRow", () => {
  it("aligns cells of different heights", () => {
    expect(layOutRow([[{ text: "a b" }], [{ text: "cc" }, { text: "dd" }], [{ text: "e" }]], [1, 2, 4])).toEqual([
      "a  cc  e",
      "b  dd",
    ]);
  });

  it("does not count paint as width", () => {
    const paint = (text: string) => `\u001b[31m${text}\u001b[39m`;
    expect(layOutRow([[{ text: "a", paint }], [{ text: "b" }]], [3, 1])).toEqual(["\u001b[31ma\u001b[39m    b"]);
  });
});
