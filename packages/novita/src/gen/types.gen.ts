// Generated from specs/novita (sha256 718002f92c451fac205fc471ed292a06e8bfc31c9a297145ac2bad54c5ad9338) by `pnpm generate`. Do not edit: change the spec.

export interface paths {
    "/v3/seedream-5.0-lite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 5.0 lite, images from text or images
         * Makes one image or a sequence from a prompt, with or without images to start from, and answers when they are done.
         */
        post: operations["seedream5Lite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ImagesResult
         * What was made. Source: seed.
         */
        ImagesResult: {
            /** The images. Addresses by the page of the sibling model 4.0; some third-party integrations also accept data URIs and Base64. How long an address lives and which media type it gives is not documented. Source: seed 004. */
            images: string[];
        };
        /**
         * Error
         * The body of a refused or failed call, as observed on Novita's LLM endpoint. No sample from an image endpoint is published. Source: third-party.
         */
        Error: {
            /** The HTTP status again, in every sample seen. Whole number. Source: third-party integration, observed on the LLM endpoint (third-party). */
            code?: number;
            /** The error code in capitals; this is what `x-error-codes` lists. Source: third-party integration, observed on the LLM endpoint (third-party). */
            reason?: string;
            /** What went wrong, in words. An upstream error may stand in it as JSON text. Source: third-party integration, observed on the LLM endpoint (third-party). */
            message?: string;
            /** An empty object in every sample seen. */
            metadata?: unknown;
        };
    };
    responses: {
        /** The request, an image or the prompt is refused, or the balance is too low. */
        BadRequest: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key is not accepted. The image table has no 401; this one is of the LLM table. */
        Unauthorized: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key is not valid or may not do this, or the balance is too low. */
        Forbidden: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** No such endpoint or model. */
        NotFound: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** Too many requests. No limit and no header to wait by is documented for image endpoints. */
        TooManyRequests: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The provider failed. Whether the call is billed is not known. */
        ServerError: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The service is not available. Whether the call is billed is not known. */
        ServiceUnavailable: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** A gateway gave up waiting. The generation may still have run. No code is documented, and the body may be other than this. */
        GatewayTimeout: {
            headers: {
                "x-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** The provider's id of the call, 32 hex digits. Recorded on Novita's LLM route only; that image routes send it is inferred. Source: huggingface_hub tests/cassettes, 2025-02-14 (inferred). */
        TraceId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    seedream5Lite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** What the image shows, in Chinese or English. At most 300 Chinese characters or 600 English words are recommended; that is not a limit. Not empty. Source: seed 004. */
                    prompt: string;
                    /**
                     * Either a resolution class, or width and height in pixels joined by `x`. Pixels must number 3,686,400 to 10,404,496 and width by height lie between 1/16 and 16. 3686400 to 10404496 pixels. Width by height, 0.0625 to 16. Source: seed 004.
                     * @default 2048x2048
                     */
                    size?: ("2K" | "3K") | string;
                    /** Images to start from, each an address or Base64. Whether plain Base64 or a data URI is meant is not said; a data URI is sent, as the upstream model asks for. References and images made may number 15 together, by the page of the sibling model 4.5. 1 to 14 items. Each at most 31457280 bytes, image/jpeg, image/png, image/webp, image/bmp, image/tiff, image/gif (media types and count: seed 004; the size limit is the upstream model's (third-party), not Novita's). Source: seed 004. */
                    image?: string[];
                    /**
                     * Whether a watermark is put into the image. Source: seed 004.
                     * @default true
                     */
                    watermark?: boolean;
                    /** How the prompt is reworked. Source: seed 004. */
                    optimize_prompt_options?: {
                        /**
                         * Way of reworking. The seed gives no values; `standard` is the only one that the sibling model 4.5 and the upstream lite model take. Source: seed 004.
                         * @example standard
                         */
                        mode?: string;
                    };
                    /**
                     * With `auto` the model decides by the prompt whether to make several images, with `disabled` it makes one. Source: seed 004.
                     * @default disabled
                     * @enum {string}
                     */
                    sequential_image_generation?: "auto" | "disabled";
                    /** Settings of a sequence. They count only when `sequential_image_generation` is `auto`. Source: seed 004. */
                    sequential_image_generation_options?: {
                        /** How many images at most; fewer may come. Only has effect with `auto`. The name is the seed's, the range the sibling model's and a third party's. Whole number, 1 to 15. Source: third-party integration; novita.ai/docs/api-reference/model-apis-seedream-4.5 has the same range (third-party). */
                        max_images?: number;
                    };
                };
            };
        };
        responses: {
            /** The images. In a sequence there may be fewer than were allowed. */
            200: {
                headers: {
                    "x-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
