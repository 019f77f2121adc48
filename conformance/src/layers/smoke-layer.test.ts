import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { allModels } from "@seedbed/compare";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import type { Case } from "../smoke-cases.ts";
import { cheapestFirst } from "./smoke-layer.ts";

const cases: Case[] = [
  { id: "several", title: "", mode: "several", request: { prompt: "a fox", count: 2 }, expect: { images: 2 } },
  { id: "text", title: "", mode: "text", request: { prompt: "a fox", aspectRatio: "16:9" }, expect: { images: 1 } },
];

function ordered(prices: Record<string, number> = {}): string[] {
  const runs = allModels([novita, threeDAIStudio, segmind]).flatMap((target) =>
    cases.map((testCase) => ({ target, testCase, destination: { client: { prices: { models: prices } } } })),
  );
  return cheapestFirst(runs).map(({ target, testCase }) => `${target.model.id} ${testCase.id}`);
}

test("generations are made from the cheapest to the dearest, each currency by itself, unknown prices last", () => {
  expect(ordered()).toEqual([
    "segmind/seedream-v5-lite text",
    "segmind/seedream-v3 text",
    "segmind/seedream-v5-lite several",
    "3daistudio/seedream-v5-lite text",
    "3daistudio/seedream-v5-lite several",
    "novita/seedream-5.0-lite several",
    "novita/seedream-5.0-lite text",
    "segmind/seedream-v3 several", // it cannot be asked for
  ]);
});

test("a price of the caller's own puts a model in its place", () => {
  expect(ordered({ "novita/seedream-5.0-lite": 0.01 }).slice(0, 2)).toEqual([
    "novita/seedream-5.0-lite text",
    "novita/seedream-5.0-lite several",
  ]);
});
