import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import type { Provider } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import { worstCost } from "./worst-cost.ts";

const sequence = (options: object) => ({
  sequential_image_generation: "auto",
  sequential_image_generation_options: options,
});
const prices = { models: { "novita/seedream-5.0-lite": 0.05 }, credits: { "3daistudio": 0.01 } };
const costOf = (provider: Provider, operation: string, body?: object, priced = {}) =>
  worstCost({ operation, request: { body: body as Record<string, unknown> } }, provider, priced);

test.each<[string, Provider, string, object, number, string]>([
  ["one image", segmind, "seedreamV5LiteTextToImage", { prompt: "a" }, 0.035, "USD"],
  ["an integer that is not a count", segmind, "seedreamV5LiteTextToImage", { prompt: 7 }, 0.035, "USD"],
  ["several images", segmind, "seedreamV5LiteTextToImage", { max_images: 3 }, 0.105, "USD"],
  ["more than there may be", segmind, "seedreamV5LiteTextToImage", { max_images: 16 }, 0.56, "USD"],
  ["a count that is a text", segmind, "seedreamV5LiteTextToImage", { max_images: "4" }, 0.14, "USD"],
  ["a count that is not a number", segmind, "seedreamV5LiteTextToImage", { max_images: "x" }, 0.035, "USD"],
  ["a count below one", segmind, "seedreamV5LiteTextToImage", { max_images: 0 }, 0.035, "USD"],
  ["several images of an edit", segmind, "seedreamV5LiteImageToImage", { max_images: 15 }, 0.525, "USD"],
  ["several images of a job", segmind, "submitSeedreamV5LiteTextToImage", { max_images: 2 }, 0.07, "USD"],
  ["a seed of a model that makes one", segmind, "seedreamV3TextToImage", { seed: 9, max_images: 3 }, 0.037, "USD"],
  ["credits", threeDAIStudio, "seedreamV5LiteGenerate", { num_images: 6, seed: 12 }, 60, "credits"],
  ["several edits", threeDAIStudio, "seedreamV5LiteEdit", { num_images: 2 }, 20, "credits"],
])("%s costs its price for each image at most", (_, provider, operation, body, max, currency) => {
  expect(costOf(provider, operation, body)).toMatchObject({ min: 0, max, currency, basis: "price-table" });
});

test("a price that the caller sets goes before the documents', wherever the count stands", () => {
  expect(costOf(novita, "seedream5Lite", { prompt: "a" })).toBeNull();
  expect(costOf(novita, "seedream5Lite", undefined, prices)).toMatchObject({ max: 0.05, currency: "USD" });
  expect(costOf(novita, "seedream5Lite", sequence({ max_images: 3 }), prices)).toMatchObject({ max: 0.15 });
  expect(costOf(novita, "seedream5Lite", sequence([]), prices)).toMatchObject({ max: 0.05, basis: "configured" });
  expect(costOf(threeDAIStudio, "seedreamV5LiteGenerate", {}, prices)).toMatchObject({ max: 0.1, currency: "USD" });
});

test("what is not an operation has no price", () => {
  expect(costOf(novita, "none", {}, prices)).toBeNull();
});
