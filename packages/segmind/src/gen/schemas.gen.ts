// Generated from specs/segmind (sha256 5d498d2339ff6b5dec5afc35cbf1d113c448777debf23b28415fef0822b63372) by `pnpm generate`. Do not edit: change the spec.

import * as z from "@seedbed/core/schema";

export const zSeedreamV5LiteTextToImageRequest = z.strictObject({
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

export const zSeedreamV5LiteImageToImageRequest = z.strictObject({
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

export const zSeedreamV3TextToImageRequest = z.strictObject({
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

export const zSubmittedRequest = z.looseObject({
    request_id: z.string(),
    status: z.optional(z.string()),
    poll_url: z.optional(z.string()),
    status_url: z.optional(z.string()),
    response_url: z.optional(z.string())
});

export const zRequestMetrics = z.looseObject({
    cost: z.optional(z.number()),
    remaining_credits: z.optional(z.number()),
    inference_time: z.optional(z.number()),
    queue_time: z.optional(z.number()),
    total_time: z.optional(z.number()),
    retry_count: z.optional(z.int())
});

export const zRequestStatus = z.looseObject({
    status: z.union([
        z.enum([
            'QUEUED',
            'PROCESSING',
            'COMPLETED',
            'FAILED'
        ]),
        z.string()
    ]),
    request_id: z.optional(z.string()),
    status_url: z.optional(z.string()),
    response_url: z.optional(z.string()),
    error: z.nullish(z.string()),
    metrics: z.optional(zRequestMetrics)
});

export const zFailedRequest = z.looseObject({
    status: z.optional(z.string()),
    error: z.optional(z.string()),
    request_id: z.optional(z.string()),
    metrics: z.optional(zRequestMetrics)
});

export const zUserCredits = z.looseObject({
    credits: z.number(),
    'free-credits': z.optional(z.number())
});

export const zImageBytes = z.string();

export const zJsonResultList = z.array(z.string());

export const zJsonResultFile = z.looseObject({
    url: z.string(),
    content_type: z.nullish(z.string()),
    file_name: z.nullish(z.string()),
    file_size: z.nullish(z.number())
});

export const zRequestResult = z.looseObject({
    status: z.union([
        z.enum([
            'QUEUED',
            'PROCESSING',
            'COMPLETED',
            'FAILED'
        ]),
        z.string()
    ]),
    error: z.nullish(z.string()),
    output: z.nullish(z.union([
        z.string(),
        z.array(z.string())
    ])),
    images: z.nullish(z.array(zJsonResultFile)),
    seed: z.nullish(z.union([
        z.string(),
        z.number()
    ])),
    prompt: z.nullish(z.string()),
    metrics: z.optional(zRequestMetrics),
    timings: z.optional(z.unknown()),
    request_id: z.optional(z.string())
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

export const zSeedreamV5LiteTextToImageBody = zSeedreamV5LiteTextToImageRequest;

export const zSeedreamV5LiteTextToImageResponse = zJsonResult;

export const zSeedreamV5LiteImageToImageBody = zSeedreamV5LiteImageToImageRequest;

export const zSeedreamV5LiteImageToImageResponse = zJsonResult;

export const zSeedreamV3TextToImageBody = zSeedreamV3TextToImageRequest;

export const zSeedreamV3TextToImageResponse = zJsonResult;

export const zSubmitSeedreamV5LiteTextToImageBody = zSeedreamV5LiteTextToImageRequest;

export const zSubmitSeedreamV5LiteTextToImageResponse = zSubmittedRequest;

export const zSubmitSeedreamV5LiteImageToImageBody = zSeedreamV5LiteImageToImageRequest;

export const zSubmitSeedreamV5LiteImageToImageResponse = zSubmittedRequest;

export const zSubmitSeedreamV3TextToImageBody = zSeedreamV3TextToImageRequest;

export const zSubmitSeedreamV3TextToImageResponse = zSubmittedRequest;

export const zGetRequestStatusPath = z.looseObject({
    request_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

export const zGetRequestStatusResponse = zRequestStatus;

export const zGetRequestResultPath = z.looseObject({
    request_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

export const zGetRequestResultResponse = zRequestResult;

export const zGetUserCreditsResponse = zUserCredits;
