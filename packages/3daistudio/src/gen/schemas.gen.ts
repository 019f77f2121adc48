// Generated from specs/3daistudio (sha256 799191e60af515935bd5dc14894084f0130efb509e9faa1bf79d8f7f28dbced3) by `pnpm generate`. Do not edit: change the spec.

import * as z from 'zod/mini';

/** `Wallet` of the spec. */
export const zWallet = z.looseObject({
    balance: z.string().check(z.regex(/^-?\d+(\.\d+)?$/))
});

/** `SubmittedTask` of the spec. */
export const zSubmittedTask = z.looseObject({
    task_id: z.string(),
    created_at: z.optional(z.string())
});

/** `ResultItem` of the spec. */
export const zResultItem = z.looseObject({
    asset: z.string(),
    asset_type: z.string(),
    asset_url: z.nullish(z.string()),
    thumbnail: z.nullish(z.string()),
    metadata: z.optional(z.unknown())
});

/** `TaskStatus` of the spec. */
export const zTaskStatus = z.looseObject({
    status: z.union([
        z.enum([
            'PENDING',
            'IN_PROGRESS',
            'FINISHED',
            'FAILED'
        ]),
        z.string()
    ]),
    progress: z.optional(z.number()),
    failure_reason: z.nullish(z.string()),
    results: z.nullish(z.array(zResultItem))
});

/** `Error` of the spec. */
export const zError = z.looseObject({
    error: z.optional(z.string()),
    error_code: z.optional(z.string()),
    code: z.optional(z.string()),
    message: z.optional(z.string()),
    detail: z.optional(z.string())
});

/** The body of `POST /v1/images/seedream/v5/lite/generate/`: a field that is not documented is refused. */
export const zSeedreamV5LiteGenerateBody = z.strictObject({
    prompt: z.string().check(z.minLength(1)),
    image_size: z.optional(z.enum([
        'square_hd',
        'square',
        'portrait_4_3',
        'portrait_16_9',
        'landscape_4_3',
        'landscape_16_9',
        'auto_2K',
        'auto_3K'
    ])),
    num_images: z.optional(z.int().check(z.gte(1), z.lte(6))),
    seed: z.optional(z.int().check(z.gte(0))),
    enable_safety_checker: z.optional(z.boolean())
});

/** The answer of `POST /v1/images/seedream/v5/lite/generate/`: fields and values that are not documented pass. */
export const zSeedreamV5LiteGenerateResponse = zSubmittedTask;

/** The body of `POST /v1/images/seedream/v5/lite/edit/`: a field that is not documented is refused. */
export const zSeedreamV5LiteEditBody = z.strictObject({
    prompt: z.string().check(z.minLength(1)),
    image_urls: z.array(z.string().check(z.regex(/^data:image\//))).check(z.minLength(1), z.maxLength(10)),
    image_size: z.optional(z.enum([
        'square_hd',
        'square',
        'portrait_4_3',
        'portrait_16_9',
        'landscape_4_3',
        'landscape_16_9',
        'auto_2K',
        'auto_3K'
    ])),
    num_images: z.optional(z.int().check(z.gte(1), z.lte(6))),
    seed: z.optional(z.int().check(z.gte(0))),
    enable_safety_checker: z.optional(z.boolean())
});

/** The answer of `POST /v1/images/seedream/v5/lite/edit/`: fields and values that are not documented pass. */
export const zSeedreamV5LiteEditResponse = zSubmittedTask;

/** The parameters in the path of `GET /v1/generation-request/{task_id}/status/`. */
export const zGetGenerationRequestStatusPath = z.looseObject({
    task_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

/** The answer of `GET /v1/generation-request/{task_id}/status/`: fields and values that are not documented pass. */
export const zGetGenerationRequestStatusResponse = zTaskStatus;

/** The answer of `GET /account/user/wallet/`: fields and values that are not documented pass. */
export const zGetWalletResponse = zWallet;

/** The answer of `GET /user/wallet/`: fields and values that are not documented pass. */
export const zGetWalletAtOlderPathResponse = zWallet;
