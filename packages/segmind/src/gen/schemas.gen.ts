// Generated from specs/segmind (sha256 3755686a159d9e6d91f98ec14808eb0d34b66177c594048494a1d81e43ff9e3c) by `pnpm generate`. Do not edit: change the spec.

import * as z from "@seedbed/core/schema";

export const zImageBytes = z.string();

export const zJsonResultList = z.array(z.string());

export const zJsonResultFile = z.looseObject({
    url: z.string(),
    content_type: z.nullish(z.string()),
    file_name: z.nullish(z.string()),
    file_size: z.nullish(z.number())
});

export const zJsonResultObject = z.looseObject({
    output: z.optional(z.union([
        z.string(),
        z.array(z.string())
    ])),
    images: z.optional(z.array(z.union([z.string(), zJsonResultFile]))),
    image: z.optional(z.string())
});

export const zJsonResult = z.union([
    zJsonResultObject,
    zJsonResultList
]);

export const zError = z.looseObject({
    error: z.optional(z.string())
});

export const zSeedreamV5LiteTextToImageBody = z.strictObject({
    prompt: z.string().check(z.minLength(1)),
    aspect_ratio: z.optional(z.enum([
        '1:1',
        '4:3',
        '3:4',
        '16:9',
        '9:16',
        '3:2',
        '2:3',
        '21:9'
    ])),
    max_images: z.optional(z.int().check(z.gte(1), z.lte(15))),
    optimize_prompt: z.optional(z.enum(['standard', 'fast'])),
    size: z.optional(z.enum(['2K', '3K'])),
    watermark: z.optional(z.boolean())
});

export const zSeedreamV5LiteTextToImageResponse = zJsonResult;

export const zSeedreamV5LiteImageToImageBody = z.strictObject({
    prompt: z.string().check(z.minLength(1)),
    image_input: z.optional(z.array(z.string().check(z.minLength(1))).check(z.maxLength(10))),
    aspect_ratio: z.optional(z.enum([
        '1:1',
        '4:3',
        '3:4',
        '16:9',
        '9:16',
        '3:2',
        '2:3',
        '21:9'
    ])),
    max_images: z.optional(z.int().check(z.gte(1), z.lte(15))),
    optimize_prompt: z.optional(z.enum(['standard', 'fast'])),
    size: z.optional(z.enum(['2K', '3K'])),
    watermark: z.optional(z.boolean())
});

export const zSeedreamV5LiteImageToImageResponse = zJsonResult;

export const zSeedreamV3TextToImageBody = z.strictObject({
    aspect_ratio: z.enum([
        '16:9',
        '4:3',
        '1:1',
        '3:4',
        '9:16'
    ]),
    prompt: z.string().check(z.minLength(1)),
    guidance_scale: z.optional(z.number().check(z.gte(1), z.lte(10))),
    seed: z.optional(z.int().check(z.gte(1), z.lte(999999)))
});

export const zSeedreamV3TextToImageResponse = zJsonResult;
