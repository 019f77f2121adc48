// Generated from specs/segmind (sha256 5d498d2339ff6b5dec5afc35cbf1d113c448777debf23b28415fef0822b63372) by `pnpm generate`. Do not edit: change the spec.

import * as z from 'zod/mini';

/** `SeedreamV5LiteTextToImageRequest` of the spec. */
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

/** `SeedreamV5LiteImageToImageRequest` of the spec. */
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

/** `SeedreamV3TextToImageRequest` of the spec. */
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

/** `SubmittedRequest` of the spec. */
export const zSubmittedRequest = z.looseObject({
    request_id: z.string(),
    status: z.optional(z.string()),
    poll_url: z.optional(z.string()),
    status_url: z.optional(z.string()),
    response_url: z.optional(z.string())
});

/** `RequestMetrics` of the spec. */
export const zRequestMetrics = z.looseObject({
    cost: z.optional(z.number()),
    remaining_credits: z.optional(z.number()),
    inference_time: z.optional(z.number()),
    queue_time: z.optional(z.number()),
    total_time: z.optional(z.number()),
    retry_count: z.optional(z.int())
});

/** `RequestStatus` of the spec. */
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

/** `FailedRequest` of the spec. */
export const zFailedRequest = z.looseObject({
    status: z.optional(z.string()),
    error: z.optional(z.string()),
    request_id: z.optional(z.string()),
    metrics: z.optional(zRequestMetrics)
});

/** `UserCredits` of the spec. */
export const zUserCredits = z.looseObject({
    credits: z.number(),
    'free-credits': z.optional(z.number())
});

/** `ImageBytes` of the spec. */
export const zImageBytes = z.string();

/** `JsonResultList` of the spec. */
export const zJsonResultList = z.array(z.string());

/** `JsonResultFile` of the spec. */
export const zJsonResultFile = z.looseObject({
    url: z.string(),
    content_type: z.nullish(z.string()),
    file_name: z.nullish(z.string()),
    file_size: z.nullish(z.number())
});

/** `RequestResult` of the spec. */
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

/** `JsonResultObject` of the spec. */
export const zJsonResultObject = z.looseObject({
    output: z.optional(z.union([
        z.string(),
        z.array(z.string())
    ])),
    images: z.optional(z.array(z.union([z.string(), zJsonResultFile]))),
    image: z.optional(z.string())
});

/** `JsonResult` of the spec. */
export const zJsonResult = z.union([
    zJsonResultObject,
    zJsonResultList
]);

/** `Error` of the spec. */
export const zError = z.looseObject({
    error: z.optional(z.string())
});

/** The body of `POST /v1/seedream-v5-lite-text-to-image`: a field that is not documented is refused. */
export const zSeedreamV5LiteTextToImageBody = zSeedreamV5LiteTextToImageRequest;

/** The answer of `POST /v1/seedream-v5-lite-text-to-image`: fields and values that are not documented pass. */
export const zSeedreamV5LiteTextToImageResponse = zJsonResult;

/** The body of `POST /v1/seedream-v5-lite-image-to-image`: a field that is not documented is refused. */
export const zSeedreamV5LiteImageToImageBody = zSeedreamV5LiteImageToImageRequest;

/** The answer of `POST /v1/seedream-v5-lite-image-to-image`: fields and values that are not documented pass. */
export const zSeedreamV5LiteImageToImageResponse = zJsonResult;

/** The body of `POST /v1/seedream-v3-text-to-image`: a field that is not documented is refused. */
export const zSeedreamV3TextToImageBody = zSeedreamV3TextToImageRequest;

/** The answer of `POST /v1/seedream-v3-text-to-image`: fields and values that are not documented pass. */
export const zSeedreamV3TextToImageResponse = zJsonResult;

/** The body of `POST /v2/seedream-v5-lite-text-to-image`: a field that is not documented is refused. */
export const zSubmitSeedreamV5LiteTextToImageBody = zSeedreamV5LiteTextToImageRequest;

/** The answer of `POST /v2/seedream-v5-lite-text-to-image`: fields and values that are not documented pass. */
export const zSubmitSeedreamV5LiteTextToImageResponse = zSubmittedRequest;

/** The body of `POST /v2/seedream-v5-lite-image-to-image`: a field that is not documented is refused. */
export const zSubmitSeedreamV5LiteImageToImageBody = zSeedreamV5LiteImageToImageRequest;

/** The answer of `POST /v2/seedream-v5-lite-image-to-image`: fields and values that are not documented pass. */
export const zSubmitSeedreamV5LiteImageToImageResponse = zSubmittedRequest;

/** The body of `POST /v2/seedream-v3-text-to-image`: a field that is not documented is refused. */
export const zSubmitSeedreamV3TextToImageBody = zSeedreamV3TextToImageRequest;

/** The answer of `POST /v2/seedream-v3-text-to-image`: fields and values that are not documented pass. */
export const zSubmitSeedreamV3TextToImageResponse = zSubmittedRequest;

/** The parameters in the path of `GET /v2/requests/{request_id}/status`. */
export const zGetRequestStatusPath = z.looseObject({
    request_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

/** The answer of `GET /v2/requests/{request_id}/status`: fields and values that are not documented pass. */
export const zGetRequestStatusResponse = zRequestStatus;

/** The parameters in the path of `GET /v2/requests/{request_id}`. */
export const zGetRequestResultPath = z.looseObject({
    request_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

/** The answer of `GET /v2/requests/{request_id}`: fields and values that are not documented pass. */
export const zGetRequestResultResponse = zRequestResult;

/** The answer of `GET /v1/get-user-credits`: fields and values that are not documented pass. */
export const zGetUserCreditsResponse = zUserCredits;
