// Generated from specs/novita (sha256 88ba5d4b55f68956e1b96164aa4615a40da2916fda5d95e7e49dbd77491d5755) by `pnpm generate`. Do not edit: change the spec.

import * as z from 'zod/mini';

/** `ImagesResult` of the spec. */
export const zImagesResult = z.looseObject({
    images: z.array(z.string())
});

/** `Error` of the spec. */
export const zError = z.looseObject({
    code: z.optional(z.int()),
    reason: z.optional(z.string()),
    message: z.optional(z.string()),
    metadata: z.optional(z.unknown())
});

/** The body of `POST /v3/seedream-5.0-lite`: a field that is not documented is refused. */
export const zSeedream5LiteBody = z.strictObject({
    prompt: z.string().check(z.minLength(1)),
    size: z.optional(z.union([
        z.enum(['2K', '3K']),
        z.string().check(z.regex(/^[1-9][0-9]{0,5}x[1-9][0-9]{0,5}$/))
    ])),
    image: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(14))),
    watermark: z.optional(z.boolean()),
    optimize_prompt_options: z.optional(z.strictObject({
        mode: z.optional(z.string())
    })),
    sequential_image_generation: z.optional(z.enum(['auto', 'disabled'])),
    sequential_image_generation_options: z.optional(z.strictObject({
        max_images: z.optional(z.int().check(z.gte(1), z.lte(15)))
    }))
});

/** The answer of `POST /v3/seedream-5.0-lite`: fields and values that are not documented pass. */
export const zSeedream5LiteResponse = zImagesResult;
