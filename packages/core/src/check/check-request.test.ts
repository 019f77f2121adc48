import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { InvalidRequestError } from "../call/errors.ts";
import type { Operation } from "../call/operation.ts";
import { make } from "../testing/fake-provider.ts";
import { checkRequest } from "./check-request.ts";

const schema = z.strictObject({
  prompt: z.string().check(z.minLength(1)),
  size: z.optional(z.union([z.enum(["2K", "3K"]), z.string().check(z.regex(/^\d+x\d+$/))])),
  shape: z.optional(z.enum(["1:1", "16:9"])),
  max_images: z.optional(z.int().check(z.gte(1), z.lte(15))),
  guidance: z.optional(z.number().check(z.gte(1), z.lte(10))),
  watermark: z.optional(z.boolean()),
  images: z.optional(z.array(z.string().check(z.regex(/^data:image\//))).check(z.minLength(1), z.maxLength(2))),
  options: z.optional(z.strictObject({ mode: z.optional(z.string()) })),
});

const operation: Operation = {
  ...make,
  fields: {
    prompt: {},
    size: { values: ["2K", "3K"], pixels: { min: 3_686_400, max: 10_404_496 }, aspect: { min: 1 / 16, max: 16 } },
    shape: {},
    max_images: {},
    guidance: {},
    watermark: {},
    images: { imageInput: { forms: ["data-uri"], maxBytes: 1 } },
    options: {},
  },
};

function refusal(body: unknown): InvalidRequestError {
  try {
    checkRequest<object>(operation, schema, body as object);
  } catch (error) {
    return error as InvalidRequestError;
  }
  throw new Error("it was not refused");
}

const prompt = "a koi pond";

test.each([{ prompt }, { prompt, size: "2K" }, { prompt, size: "2048x2048", max_images: 15, guidance: 1 }])(
  "lets %j through as it is",
  (body) => {
    expect(checkRequest<object>(operation, schema, body)).toBe(body);
    expect(Object.keys(body)).toEqual(Object.keys({ ...body }));
  },
);

class Entity {
  get prompt() {
    return prompt;
  }
}

describe("refuses what would not be sent as it was checked, or cannot be read", () => {
  test.each<[string, object, string]>([
    ["a class's getter", new Entity(), "prompt must be a field of the object itself: one that is inherited or hidden"],
    ["an inherited field", Object.create({ prompt }), "prompt must be a field of the object itself"],
    ["an inherited field within", { prompt, options: Object.create({ mode: "a" }) }, "options.mode must be a field of"],
    ["a hidden field", Object.defineProperty({ prompt }, "guidance", { value: 3 }), "guidance must be a field of"],
    [
      "a getter that throws",
      {
        get prompt() {
          throw new Error("no row");
        },
      },
      "the request cannot be read: no row",
    ],
    [
      "a part without JSON",
      { prompt, guidance: { toJSON() {} } },
      "guidance must be of type number; it is not valid JSON",
    ],
  ])("%s", (_name, body, text) => {
    expect(refusal(body)).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining(text) });
  });
});

describe("refuses in one sentence that names the field and the limit", () => {
  const cases: [name: string, body: unknown, field: string, text: string][] = [
    ["a near-miss", { promt: prompt }, "promt", "unknown field promt (did you mean prompt?)"],
    ["a near-miss in case", { prompt, Size: "2K" }, "Size", "unknown field Size (did you mean size?)"],
    ["an unknown field", { prompt, negative: "" }, "negative", "unknown field negative"],
    ["an unknown field within", { prompt, options: { mood: "fast" } }, "options.mood", "unknown field options.mood"],
    [
      "a field within that is near to one above",
      { prompt, options: { prompts: "fast" } },
      "options.prompts",
      "unknown field options.prompts",
    ],
    ["a missing field", {}, "prompt", "prompt is required"],
    ["an empty text", { prompt: "" }, "prompt", "prompt must not be empty"],
    ["a wrong type", { prompt: 5 }, "prompt", "prompt must be of type string; it is 5"],
    ["null", { prompt: null }, "prompt", "prompt must be of type string; it is null"],
    ["a wrong value", { prompt, shape: "5:4" }, "shape", 'shape must be one of "1:1", "16:9"; it is "5:4"'],
    ["a number below", { prompt, max_images: 0 }, "max_images", "max_images must be at least 1; it is 0"],
    ["a number above", { prompt, max_images: 16 }, "max_images", "max_images must be at most 15; it is 16"],
    ["a fraction", { prompt, max_images: 1.5 }, "max_images", "max_images must be of type integer; it is 1.5"],
    ["no number", { prompt, guidance: Number.NaN }, "guidance", "guidance must be of type number; it is NaN"],
    [
      "an infinite number",
      { prompt, guidance: Number.POSITIVE_INFINITY },
      "guidance",
      "guidance must be of type number; it is Infinity",
    ],
    ["a fraction below", { prompt, guidance: 0.99 }, "guidance", "guidance must be at least 1; it is 0.99"],
    ["a text for a flag", { prompt, watermark: "no" }, "watermark", 'watermark must be of type boolean; it is "no"'],
    ["an empty list", { prompt, images: [] }, "images", "images must hold at least 1; it holds 0"],
    [
      "a list that is too long",
      { prompt, images: ["data:image/a", "data:image/b", "data:image/c"] },
      "images",
      "images must hold at most 2; it holds 3",
    ],
    [
      "an address for a data URI",
      { prompt, images: ["https://a.test"] },
      "images[0]",
      'images[0] must be an image as a data URI (data:image/…;base64,…); it is "https://a.test"',
    ],
    [
      "a size of no form",
      { prompt, size: "4K" },
      "size",
      'size must be "2K", "3K" or width and height in pixels, such as 2048x2048; it is "4K"',
    ],
    [
      "too few pixels",
      { prompt, size: "1919x1920" },
      "size",
      'size must have from 3686400 to 10404496 pixels, not 3684480; it is "1919x1920"',
    ],
    [
      "too many pixels",
      { prompt, size: "3226x3226" },
      "size",
      'size must have from 3686400 to 10404496 pixels, not 10407076; it is "3226x3226"',
    ],
    [
      "too wide",
      { prompt, size: "12801x800" },
      "size",
      'size must have an aspect ratio from 1:16 to 16:1; it is "12801x800"',
    ],
    [
      "too high",
      { prompt, size: "500x8001" },
      "size",
      'size must have an aspect ratio from 1:16 to 16:1; it is "500x8001"',
    ],
    [
      "a value that is not valid JSON",
      { prompt: { loop: 1n } },
      "prompt",
      "prompt must be of type string; it is not valid JSON",
    ],
    ["no request", undefined, "", "the request is required"],
  ];
  test.each(cases)("%s", (_name, body, field, text) => {
    expect(refusal(body)).toMatchObject({
      name: "InvalidRequestError",
      message: `acme make: ${text}.`,
      field,
      billed: "no",
      provider: "acme",
      operation: "make",
    });
  });

  test("and shows no more than a few words of a long value", () => {
    expect(refusal({ prompt, images: [`https://${"x".repeat(1e6)}`] }).message.length).toBeLessThan(300);
  });
});

test.each(["3226x3225", "2560x1440", "12000x750"])("a size of %s lies inside", (size) => {
  expect(() => checkRequest<object>(operation, schema, { prompt, size })).not.toThrow();
});
