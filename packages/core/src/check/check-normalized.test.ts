import { expect, test } from "vitest";
import type { Model } from "../provider/provider.ts";
import { checkNormalized } from "./check-normalized.ts";
import type { NormalizedRequest } from "./normalized-request.ts";

const model: Model = {
  id: "acme/seedream",
  provider: "acme",
  displayName: "Seedream",
  family: "seedream",
  capabilities: {
    maxCount: 4,
    maxImages: 2,
    aspectRatios: ["1:1"],
    resolutions: ["2K"],
    maxImageBytes: 1,
    imageMediaTypes: null,
    takesImageUrls: true,
  },
  map: () => {
    throw new Error("not asked");
  },
};
const prompt = "a koi pond";

const refused: [name: string, request: object, field: string, text: string][] = [
  [
    "a near-miss",
    { prompt, aspectratio: "1:1" },
    "aspectratio",
    "aspectratio is not a setting (did you mean aspectRatio?)",
  ],
  ["no prompt", {}, "prompt", "prompt must not be empty"],
  ["a blank prompt", { prompt: " \n" }, "prompt", "prompt must not be empty"],
  [
    "an aspect ratio that no table has",
    { prompt, aspectRatio: "5:4" },
    "aspectRatio",
    'aspectRatio must be one of 1:1, 4:3, 3:4, 16:9, 9:16, 3:2, 2:3, 21:9; it is "5:4"',
  ],
  [
    "a resolution that is not sold",
    { prompt, resolution: "4K" },
    "resolution",
    'resolution must be one of 2K, 3K; it is "4K"',
  ],
  [
    "half a size",
    { prompt, size: { width: 2048 } },
    "size",
    'size must be width and height in whole pixels, such as 2048x2048; it is {"width":2048}',
  ],
  [
    "a size of nothing",
    { prompt, size: { width: 0, height: 5 } },
    "size",
    'size must be width and height in whole pixels, such as 2048x2048; it is {"width":0,"height":5}',
  ],
  [
    "a size beside an aspect ratio",
    { prompt, size: { width: 9, height: 9 }, aspectRatio: "1:1" },
    "size",
    "size cannot stand beside aspectRatio: give one or the other",
  ],
  [
    "a size beside a resolution",
    { prompt, size: { width: 9, height: 9 }, resolution: "2K" },
    "size",
    "size cannot stand beside resolution: give one or the other",
  ],
  ["no image", { prompt, images: [] }, "images", "images must be a list of at least one URL or data URI; it is []"],
  [
    "an image that is not a text",
    { prompt, images: [7] },
    "images",
    "images must be a list of at least one URL or data URI; it is [7]",
  ],
  ["more images than it takes", { prompt, images: ["a", "b", "c"] }, "images", "images must be at most 2; there are 3"],
  ["a count of nothing", { prompt, count: 0 }, "count", "count must be a whole number of at least 1; it is 0"],
  ["half an image", { prompt, count: 1.5 }, "count", "count must be a whole number of at least 1; it is 1.5"],
  ["more than one generation gives", { prompt, count: 5 }, "count", "count must be at most 4; it is 5"],
  ["a bigint", { prompt, count: 1n }, "count", "count must be a whole number of at least 1; it is 1"],
  ["a seed below 0", { prompt, seed: -1 }, "seed", "seed must be a whole number of at least 0; it is -1"],
  ["no number", { prompt, guidanceScale: Number.NaN }, "guidanceScale", "guidanceScale must be a number; it is NaN"],
  ["a text for a flag", { prompt, watermark: "no" }, "watermark", 'watermark must be true or false; it is "no"'],
  [
    "another mode",
    { prompt, optimizePrompt: "slow" },
    "optimizePrompt",
    'optimizePrompt must be standard or fast; it is "slow"',
  ],
  ["a list of extra fields", { prompt, extraBody: [] }, "extraBody", "extraBody must be an object of fields; it is []"],
];

test.each(refused)("refuses %s in one sentence", (_name, request, field, text) => {
  expect(() => checkNormalized(model, request as NormalizedRequest)).toThrow(
    expect.objectContaining({ name: "InvalidRequestError", message: `acme/seedream: ${text}.`, field }),
  );
});

test("shows no more than a few words of an image", () => {
  try {
    checkNormalized(model, { prompt, images: ["x".repeat(1e6), 7 as never] });
    expect.unreachable();
  } catch (error) {
    expect(String(error).length).toBeLessThan(300);
  }
});

test("takes what is left undefined as not asked for", () => {
  const nothing = { aspectRatio: undefined, count: undefined, extraBody: undefined };
  expect(() => checkNormalized(model, { prompt, ...nothing } as NormalizedRequest)).not.toThrow();
});
