// Generated from specs/3daistudio (sha256 799191e60af515935bd5dc14894084f0130efb509e9faa1bf79d8f7f28dbced3) by `pnpm generate`. Do not edit: change the spec.

import * as z from "@seedbed/core/schema";

export const zWallet = z.looseObject({
    balance: z.string().check(z.regex(/^-?\d+(\.\d+)?$/))
});

export const zSubmittedTask = z.looseObject({
    task_id: z.string(),
    created_at: z.optional(z.string())
});

export const zResultItem = z.looseObject({
    asset: z.string(),
    asset_type: z.string(),
    asset_url: z.nullish(z.string()),
    thumbnail: z.nullish(z.string()),
    metadata: z.optional(z.unknown())
});

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

export const zError = z.looseObject({
    error: z.optional(z.string()),
    error_code: z.optional(z.string()),
    code: z.optional(z.string()),
    message: z.optional(z.string()),
    detail: z.optional(z.string())
});

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

export const zSeedreamV5LiteGenerateResponse = zSubmittedTask;

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

export const zSeedreamV5LiteEditResponse = zSubmittedTask;

export const zGetGenerationRequestStatusPath = z.looseObject({
    task_id: z.string().check(z.regex(/^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$/))
});

export const zGetGenerationRequestStatusResponse = zTaskStatus;

export const zGetWalletResponse = zWallet;

export const zGetWalletAtOlderPathResponse = zWallet;
