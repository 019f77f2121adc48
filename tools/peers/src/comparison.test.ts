import { expect, test } from "vitest";
import type { Cell } from "./check.ts";
import { type Row, standingOf } from "./comparison.ts";

const row = (scores: Record<string, number | null>, tolerance?: number): Row => ({
  id: "row",
  group: "Money",
  title: "a row",
  wanted: "good",
  ...(tolerance !== undefined && { tolerance }),
  cells: Object.fromEntries(
    Object.entries(scores).map(([id, score]): [string, Cell] => [id, { text: String(score), score }]),
  ),
});

test.each<[name: string, given: Row, place: string, ahead: string[]]>([
  ["a better score than all others is first", row({ ours: 0, a: 1, b: 2 }), "first", []],
  ["the same score as another is level", row({ ours: 0, a: 0, b: 2 }), "level", []],
  ["a worse score is behind those that are better alone", row({ ours: 1, a: 0, b: 1, c: 2 }), "behind", ["a"]],
  ["scores within the tolerance are level", row({ ours: 105, a: 100 }, 0.1), "level", []],
  ["a score beyond the tolerance is behind", row({ ours: 111, a: 100 }, 0.1), "behind", ["a"]],
  ["where a row does not apply to others, it is first", row({ ours: 2, a: null }), "first", []],
  ["a row may not apply", row({ ours: null, a: 0 }), "not applicable", []],
])("%s", (_, given, place, ahead) => {
  expect(standingOf(given, "ours")).toEqual({ place, ahead });
});
