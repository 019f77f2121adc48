import * as studio from "@seedbed/3daistudio/schemas";
import { createNovita, type Seedream5LiteRequest } from "@seedbed/novita";
import * as novita from "@seedbed/novita/schemas";
import * as segmind from "@seedbed/segmind/schemas";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod/mini";

const { localeError: error } = z.locales.en();
const prompt = "a koi pond";

describe("a form validates with the schema of a request", () => {
  test("and shows what is wrong at each field, in the language that it chose", () => {
    const entered = { prompt: "", size: "4K", image: Array(15).fill("https://a.test/a.png"), watermark: "no" };
    const checked = novita.zSeedream5LiteBody.safeParse(entered, { error });
    expect(checked.error && z.flattenError(checked.error).fieldErrors).toEqual({
      prompt: ["Too small: expected string to have >=1 characters"],
      size: [expect.stringContaining("Invalid string: must match pattern")],
      image: ["Too big: expected array to have <=14 items"],
      watermark: ["Invalid input: expected boolean, received string"],
    });
    const german = novita.zSeedream5LiteBody.safeParse({ prompt: 1 }, { error: z.locales.de().localeError });
    expect(german.error?.issues[0]?.message).toMatch(/^Ungültige Eingabe/);
  });

  test("and refuses a field that is mistyped", () => {
    const { error } = segmind.zSeedreamV3TextToImageBody.safeParse({ promt: prompt, aspect_ratio: "1:1" });
    expect(error?.issues).toContainEqual(expect.objectContaining({ code: "unrecognized_keys", keys: ["promt"] }));
  });

  test("and is made of parts of it: fields are picked, extended and made optional", () => {
    const zForm = z.extend(z.pick(studio.zSeedreamV5LiteGenerateBody, { prompt: true, num_images: true }), {
      title: z.string(),
    });
    expect(zForm.safeParse({ prompt, num_images: 6, title: "Koi" }).success).toBe(true);
    expect(zForm.safeParse({ prompt, num_images: 7, title: "Koi" }).success).toBe(false);
  });

  test("and what it gives is what the client takes, with nothing filled in", () => {
    const entered: unknown = { prompt, size: "2K" };
    const request = novita.zSeedream5LiteBody.parse(entered);
    expect(request).toEqual(entered);
    expectTypeOf(request).toExtend<Seedream5LiteRequest>();
    expectTypeOf(createNovita)
      .returns.toHaveProperty("seedream5Lite")
      .parameter(0)
      .toEqualTypeOf<Seedream5LiteRequest>();
  });
});

/** Each request, and one that is valid. */
const requests: readonly [name: string, schema: z.ZodMiniType, valid: object][] = [
  ["novita", novita.zSeedream5LiteBody, { prompt, size: "2848x1600", image: ["https://a.test/a.png"] }],
  ["segmind, text", segmind.zSeedreamV5LiteTextToImageBody, { prompt, aspect_ratio: "21:9", max_images: 15 }],
  ["segmind, images", segmind.zSeedreamV5LiteImageToImageBody, { prompt, image_input: ["https://a.test/a.png"] }],
  ["segmind, v3", segmind.zSeedreamV3TextToImageBody, { prompt, aspect_ratio: "16:9", guidance_scale: 2.5 }],
  ["3daistudio, text", studio.zSeedreamV5LiteGenerateBody, { prompt, image_size: "auto_2K" }],
  ["3daistudio, images", studio.zSeedreamV5LiteEditBody, { prompt, image_urls: ["data:image/png;base64,AA"] }],
];

describe("an agent's tool takes the schema of a request as JSON Schema", () => {
  test.each(requests)("%s: a validator that knows nothing of zod comes to the same answers", (_name, schema, valid) => {
    const validate = new Ajv2020({ strict: true }).compile(z.toJSONSchema(schema));
    const called: [arguments_: object, isValid: boolean][] = [
      [valid, true],
      [{ ...valid, promt: prompt }, false],
      [{ ...valid, prompt: "" }, false],
      [{ ...valid, prompt: undefined }, false],
    ];
    for (const [value, isValid] of called) {
      const json = JSON.parse(JSON.stringify(value));
      expect([validate(json), schema.safeParse(json).success]).toEqual([isValid, isValid]);
    }
  });

  test("with the values and limits that a model must keep to", () => {
    expect(z.toJSONSchema(segmind.zSeedreamV5LiteTextToImageBody)).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        prompt: { type: "string", minLength: 1 },
        size: { type: "string", enum: ["2K", "3K"] },
        max_images: { type: "integer", minimum: 1, maximum: 15 },
        watermark: { type: "boolean" },
      },
      required: ["prompt"],
      additionalProperties: false,
    });
  });
});

test("every schema that is exported is one of zod, and can be written as JSON Schema", () => {
  for (const schemas of [novita, segmind, studio])
    for (const schema of Object.values(schemas)) {
      expect(schema).toBeInstanceOf(z.ZodMiniType);
      expect(z.toJSONSchema(schema)).toHaveProperty("$schema");
    }
});
