// Generated from specs/segmind (sha256 a68906fc7b3f703cd58d073c94822acb560b1f1756e20ac7c767cb7ff6d98333) by `pnpm generate`. Do not edit: change the spec.

export interface paths {
    "/v1/seedream-v5-lite-text-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 5.0 Lite, image from text
         * Makes images from a prompt with Seedream 5.0 Lite, and answers when they are done.
         */
        post: operations["seedreamV5LiteTextToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seedream-v5-lite-image-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 5.0 Lite, image from images
         * Makes images from a prompt and up to ten images with Seedream 5.0 Lite, and answers when they are done. Its defaults differ from the text endpoint's.
         */
        post: operations["seedreamV5LiteImageToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seedream-v3-text-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 3.0, image from text
         * Makes one image from a prompt with Seedream 3.0, and answers when it is done.
         */
        post: operations["seedreamV3TextToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/seedream-v5-lite-text-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 5.0 Lite, images from text, as a job
         * Submits a request for images from a prompt with Seedream 5.0 Lite. The answer names the request, whose status and result are asked for afterwards.
         */
        post: operations["submitSeedreamV5LiteTextToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/seedream-v5-lite-image-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 5.0 Lite, image from images, as a job
         * Submits a request for images from a prompt and up to ten images with Seedream 5.0 Lite. The answer names the request, whose status and result are asked for afterwards.
         */
        post: operations["submitSeedreamV5LiteImageToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/seedream-v3-text-to-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream 3.0, image from text, as a job
         * Submits a request for one image from a prompt with Seedream 3.0. The answer names the request, whose status and result are asked for afterwards.
         */
        post: operations["submitSeedreamV3TextToImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/requests/{request_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a request stands
         * Tells the state of a submitted request. Whether asking counts towards the rate limit is not documented.
         */
        get: operations["getRequestStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a request gave
         * Gives the files and the cost of a completed request. What it answers before the end is not documented.
         */
        get: operations["getRequestResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/get-user-credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account holds
         * Gives the balance of the account that the key belongs to. It costs nothing.
         */
        get: operations["getUserCredits"];
        put?: never;
        post?: never;
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
        /** SeedreamV5LiteTextToImageRequest */
        SeedreamV5LiteTextToImageRequest: {
            /** What the image shows. Not empty. Source: seed 000. */
            prompt: string;
            /**
             * Width to height. The pixel sizes are not documented. Source: seed 000.
             * @default 16:9
             * @enum {string}
             */
            aspect_ratio?: "1:1" | "4:3" | "3:4" | "16:9" | "9:16" | "3:2" | "2:3" | "21:9";
            /**
             * How many images at most. The form of an answer with several is not documented, nor whether each is billed. Whole number, 1 to 15. Source: seed 000.
             * @default 1
             */
            max_images?: number;
            /**
             * How the prompt is reworked, thoroughly or quickly. Source: seed 000.
             * @default standard
             * @enum {string}
             */
            optimize_prompt?: "standard" | "fast";
            /**
             * Resolution class. Source: seed 000.
             * @default 2K
             * @enum {string}
             */
            size?: "2K" | "3K";
            /**
             * Whether a watermark is put into the image. Source: seed 000.
             * @default false
             */
            watermark?: boolean;
        };
        /** SeedreamV5LiteImageToImageRequest */
        SeedreamV5LiteImageToImageRequest: {
            /** What to change or make. Not empty. Source: seed 001. */
            prompt: string;
            /** Images to start from, ten at most. The samples give addresses; that a data URI works is inferred. Formats and the size limit are those of the upstream model, no page of Segmind gives any. At most 10 items. Each at most 31457280 bytes, image/jpeg, image/png, image/webp, image/bmp, image/tiff, image/gif, image/heic, image/heif (limits of the upstream model (BytePlus ModelArk image generation API), not of Segmind). Source: seed 001. */
            image_input?: string[];
            /**
             * Width to height. The pixel sizes are not documented. Source: seed 001.
             * @default 16:9
             * @enum {string}
             */
            aspect_ratio?: "1:1" | "4:3" | "3:4" | "16:9" | "9:16" | "3:2" | "2:3" | "21:9";
            /**
             * How many images at most. The form of an answer with several is not documented, nor whether each is billed. Whole number, 1 to 15. Source: seed 001.
             * @default 1
             */
            max_images?: number;
            /**
             * How the prompt is reworked, thoroughly or quickly. Source: seed 001.
             * @default fast
             * @enum {string}
             */
            optimize_prompt?: "standard" | "fast";
            /**
             * Resolution class. Source: seed 001.
             * @default 3K
             * @enum {string}
             */
            size?: "2K" | "3K";
            /**
             * Whether a watermark is put into the image. Source: seed 001.
             * @default false
             */
            watermark?: boolean;
        };
        /** SeedreamV3TextToImageRequest */
        SeedreamV3TextToImageRequest: {
            /**
             * Width to height. Required, though a default is documented too. The pixel sizes are not documented. Source: seed 002.
             * @default 16:9
             * @enum {string}
             */
            aspect_ratio: "16:9" | "4:3" | "1:1" | "3:4" | "9:16";
            /** What the image shows. Not empty. Source: seed 002. */
            prompt: string;
            /**
             * How closely the image keeps to the prompt; higher is closer. 1 to 10. Source: seed 002.
             * @default 2.5
             */
            guidance_scale?: number;
            /** The same seed is to give the same image again. Whole number, 1 to 999999. Source: seed 002. */
            seed?: number;
        };
        /**
         * SubmittedRequest
         * The request that was accepted. A client rebuilds the addresses from the id, and reads none from here. Source: vendor.
         */
        SubmittedRequest: {
            /** Id of the request, a UUID in the sample. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            request_id: string;
            /** Always QUEUED on submit. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            status?: string;
            /** Address to poll in the way of v1. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            poll_url?: string;
            /** Address of the status. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            status_url?: string;
            /** Address of the result. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            response_url?: string;
        };
        /**
         * RequestStatus
         * How a request stands. A failed one answers 422 instead. Source: vendor.
         */
        RequestStatus: {
            /** State of the request. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            status: ("QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED") | string;
            /** Id of the request. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            request_id?: string;
            /** Address of the status. Absent from the sample of a completed request. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            status_url?: string;
            /** Address of the result. Absent from the sample of a completed request. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            response_url?: string;
            /** Why it failed, where it did. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            error?: string | null;
            /** What a request took and cost. Empty while it waits; without cost where it failed. */
            metrics?: components["schemas"]["RequestMetrics"];
        };
        /**
         * RequestResult
         * What a request gave. The images stand in `output` and in `images`; no page shows either for several images, so a client takes every form of `output`, and `images` before it. Source: vendor.
         */
        RequestResult: {
            /** State of the request; COMPLETED with a result. Source: segmind-python tests/test_v2.py (vendor). */
            status: ("QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED") | string;
            /** Null where nothing failed. Source: segmind-python tests/test_v2.py (vendor). */
            error?: string | null;
            /** Address of the image. A list of them for several is our caution. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            output?: string | string[] | null;
            /** The files. Source: segmind-python tests/test_v2.py (vendor). */
            images?: components["schemas"]["JsonResultFile"][] | null;
            /** The seed that was used, as text. Source: api-evangelist/segmind data model (vendor). */
            seed?: string | number | null;
            /** The prompt. Source: api-evangelist/segmind data model (vendor). */
            prompt?: string | null;
            /** What a request took and cost. Empty while it waits; without cost where it failed. */
            metrics?: components["schemas"]["RequestMetrics"];
            /** Named by the harvest; what it holds is not documented. */
            timings?: unknown;
            /** Id of the request. Not named for the result, ours by caution. Source: docs.segmind.com/docs/serverless-api/async-inference (inferred). */
            request_id?: string;
        };
        /**
         * RequestMetrics
         * What a request took and cost. Empty while it waits; without cost where it failed. Source: vendor.
         */
        RequestMetrics: {
            /** What it cost, in US dollars as far as the one quoted call shows. Source: api-evangelist/segmind data model (vendor). */
            cost?: number;
            /** What the account held afterwards. Source: api-evangelist/segmind data model (vendor). */
            remaining_credits?: number;
            /** Seconds of the generation. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            inference_time?: number;
            /** Seconds of waiting before. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            queue_time?: number;
            /** Seconds of both. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            total_time?: number;
            /** How often the provider itself tried again. Whole number. Source: api-evangelist/segmind data model (vendor). */
            retry_count?: number;
        };
        /**
         * FailedRequest
         * A request that failed. Source: vendor.
         */
        FailedRequest: {
            /** FAILED. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            status?: string;
            /** Why it failed, in words. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor). */
            error?: string;
            /** Id of the request; not in the sample, ours by caution. Source: docs.segmind.com/docs/serverless-api/async-inference (inferred). */
            request_id?: string;
            /** What a request took and cost. Empty while it waits; without cost where it failed. */
            metrics?: components["schemas"]["RequestMetrics"];
        };
        /**
         * UserCredits
         * The balance. Its unit is not named; that a credit is a US dollar follows from prices, costs and balances given in the same figures. Source: vendor.
         */
        UserCredits: {
            /** What was paid in. Source: docs.segmind.com/api-reference/account-and-billing-apis (vendor). */
            credits: number;
            /** What was given. Source: docs.segmind.com/api-reference/account-and-billing-apis (vendor). */
            "free-credits"?: number;
        };
        /**
         * ImageBytes
         * Format: binary
         * The image itself, as the body of the answer. Source: docs.segmind.com/docs/sdks/python (vendor).
         */
        ImageBytes: string;
        /**
         * JsonResult
         * What a client accepts when the answer is JSON. No source shows this body: seeds 000 and 002 only say that JSON comes back. The object follows the result of the vendor's v2 API, the bare list is what one third-party integration expects.
         */
        JsonResult: components["schemas"]["JsonResultObject"] | components["schemas"]["JsonResultList"];
        /**
         * JsonResultList
         * Addresses of the images, with nothing around them. Source: third-party integration (third-party).
         */
        JsonResultList: string[];
        /**
         * JsonResultObject
         * The images under one of three names. A body with none of them holds no result. Source: inferred.
         */
        JsonResultObject: {
            /** Address or base64 of one image, or a list of them. Source: result of the vendor's v2 API (inferred). */
            output?: string | string[];
            /** The images, as addresses or as files described. Source: result of the vendor's v2 API (inferred). */
            images?: (string | components["schemas"]["JsonResultFile"])[];
            /** Address or base64 of one image. Source: inferred. */
            image?: string;
        };
        /**
         * JsonResultFile
         * One file as the vendor's v2 API describes it. Source: inferred.
         */
        JsonResultFile: {
            /** Where the file is. Source: result of the vendor's v2 API (inferred). */
            url: string;
            /** Media type of the file. Source: result of the vendor's v2 API (inferred). */
            content_type?: string | null;
            /** Name of the file. Source: result of the vendor's v2 API (inferred). */
            file_name?: string | null;
            /** Size in bytes. Source: result of the vendor's v2 API (inferred). */
            file_size?: number | null;
        };
        /**
         * Error
         * The body of a refused or failed call. The seeds promise a message in the body, the vendor's SDK reads it from `error`. Source: vendor.
         */
        Error: {
            /** What went wrong, in words. There is no code. Source: segmind-python segmind/exceptions.py (vendor). */
            error?: string;
        };
    };
    responses: {
        /** The parameters or the form of the request are not valid. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key is missing or not valid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key may not do this, or the model is restricted. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** No such model or endpoint. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The endpoint takes POST only. The body is an HTML page, not JSON. */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** The balance does not cover the call: less than the model's cost is enough to cause it, not only zero. The vendor's error list gives the same status to three other causes, see `x-other-meanings`; only the message tells them apart. */
        InsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The model has been retired. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** More calls than the plan allows. A header says when to come back; no `Retry-After` is documented. */
        TooManyRequests: {
            headers: {
                "x-rate-limit-reset-at-utc": components["headers"]["RateLimitResetAtUtc"];
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The provider failed. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The service cannot be reached for the moment. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The call took too long. The generation may still have run. */
        GatewayTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The request was accepted. Its status is always QUEUED here. */
        Submitted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SubmittedRequest"];
            };
        };
        /** The parameters or the form of the request are not valid. */
        VendorBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key is missing or not valid. */
        VendorUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key may not do this, or the model is restricted. */
        VendorForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** No such model or endpoint. */
        ModelNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The endpoint takes another method. The body is an HTML page, not JSON. */
        VendorMethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** The balance does not cover the call. As on v1 the same status has other causes, which only the message tells apart. */
        VendorInsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The model has been retired. */
        VendorGone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** More calls than the plan allows. A header says when to come back. */
        VendorTooManyRequests: {
            headers: {
                "x-rate-limit-reset-at-utc": components["headers"]["RateLimitResetAtUtc"];
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The provider failed. Whether the request was accepted is not known. */
        VendorServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** No such request, or it is no longer kept. One page says that status and result are kept for an hour after the submit. */
        RequestNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The request failed. Nothing is billed; only results that answer 200 are. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailedRequest"];
            };
        };
        /** The provider failed. Asking again costs nothing. */
        PollError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The account has no balance on record. */
        NoCredits: {
            headers: {
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
        /** What the call cost. The number's format is not documented. Source: api-evangelist/segmind conventions (vendor). */
        Cost: string;
        /** Credits left after the call. The number's format is not documented. Source: api-evangelist/segmind conventions (vendor). */
        RemainingCredits: string;
        /** The provider's id of the call. Source: api-evangelist/segmind conventions (vendor). */
        RequestId: string;
        /** How long the generation took. Unit and format are not documented; seconds are likely. Source: api-evangelist/segmind conventions (vendor). */
        GenerationTime: string;
        /** The seed that was used, from models that report one. Source: api-evangelist/segmind conventions (vendor). */
        SeedValue: string;
        /** When the rate limit opens again, in UTC. The format of the time is not documented. Source: api-evangelist/segmind conventions (vendor). */
        RateLimitResetAtUtc: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    seedreamV5LiteTextToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV5LiteTextToImageRequest"];
            };
        };
        responses: {
            /** The result. Seed 000 says Text/JSON; the vendor's SDK page and third-party integrations read v1 answers of Seedream as raw image bytes. A client goes by the answer's Content-Type. */
            200: {
                headers: {
                    "x-cost": components["headers"]["Cost"];
                    "x-remaining-credits": components["headers"]["RemainingCredits"];
                    "x-request-id": components["headers"]["RequestId"];
                    "x-generation-time": components["headers"]["GenerationTime"];
                    "x-seed-value": components["headers"]["SeedValue"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": components["schemas"]["ImageBytes"];
                    "image/png": components["schemas"]["ImageBytes"];
                    "image/webp": components["schemas"]["ImageBytes"];
                    "application/json": components["schemas"]["JsonResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["InsufficientCredits"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["BadGateway"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    seedreamV5LiteImageToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV5LiteImageToImageRequest"];
            };
        };
        responses: {
            /** The result. Seed 001 says Image, while its sample code reads JSON. A client goes by the answer's Content-Type. */
            200: {
                headers: {
                    "x-cost": components["headers"]["Cost"];
                    "x-remaining-credits": components["headers"]["RemainingCredits"];
                    "x-request-id": components["headers"]["RequestId"];
                    "x-generation-time": components["headers"]["GenerationTime"];
                    "x-seed-value": components["headers"]["SeedValue"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": components["schemas"]["ImageBytes"];
                    "image/png": components["schemas"]["ImageBytes"];
                    "image/webp": components["schemas"]["ImageBytes"];
                    "application/json": components["schemas"]["JsonResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["InsufficientCredits"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["BadGateway"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    seedreamV3TextToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV3TextToImageRequest"];
            };
        };
        responses: {
            /** The result. Seed 002 says Text/JSON; third-party integrations read this endpoint's answer as raw image bytes. A client goes by the answer's Content-Type. */
            200: {
                headers: {
                    "x-cost": components["headers"]["Cost"];
                    "x-remaining-credits": components["headers"]["RemainingCredits"];
                    "x-request-id": components["headers"]["RequestId"];
                    "x-generation-time": components["headers"]["GenerationTime"];
                    "x-seed-value": components["headers"]["SeedValue"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": components["schemas"]["ImageBytes"];
                    "image/png": components["schemas"]["ImageBytes"];
                    "image/webp": components["schemas"]["ImageBytes"];
                    "application/json": components["schemas"]["JsonResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["InsufficientCredits"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["BadGateway"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    submitSeedreamV5LiteTextToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV5LiteTextToImageRequest"];
            };
        };
        responses: {
            200: components["responses"]["Submitted"];
            400: components["responses"]["VendorBadRequest"];
            401: components["responses"]["VendorUnauthorized"];
            403: components["responses"]["VendorForbidden"];
            404: components["responses"]["ModelNotFound"];
            405: components["responses"]["VendorMethodNotAllowed"];
            406: components["responses"]["VendorInsufficientCredits"];
            410: components["responses"]["VendorGone"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["VendorServerError"];
        };
    };
    submitSeedreamV5LiteImageToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV5LiteImageToImageRequest"];
            };
        };
        responses: {
            200: components["responses"]["Submitted"];
            400: components["responses"]["VendorBadRequest"];
            401: components["responses"]["VendorUnauthorized"];
            403: components["responses"]["VendorForbidden"];
            404: components["responses"]["ModelNotFound"];
            405: components["responses"]["VendorMethodNotAllowed"];
            406: components["responses"]["VendorInsufficientCredits"];
            410: components["responses"]["VendorGone"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["VendorServerError"];
        };
    };
    submitSeedreamV3TextToImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeedreamV3TextToImageRequest"];
            };
        };
        responses: {
            200: components["responses"]["Submitted"];
            400: components["responses"]["VendorBadRequest"];
            401: components["responses"]["VendorUnauthorized"];
            403: components["responses"]["VendorForbidden"];
            404: components["responses"]["ModelNotFound"];
            405: components["responses"]["VendorMethodNotAllowed"];
            406: components["responses"]["VendorInsufficientCredits"];
            410: components["responses"]["VendorGone"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["VendorServerError"];
        };
    };
    getRequestStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The id that the submit gave. The characters allowed are our own guard against a path that leads elsewhere; the samples are UUIDs. Matches `^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$`. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor).
                 * @example 2c7f59ea-13f1-402c-9353-915a2b5a2124
                 */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The request is known and has not failed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestStatus"];
                };
            };
            401: components["responses"]["VendorUnauthorized"];
            404: components["responses"]["RequestNotFound"];
            422: components["responses"]["Failed"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["PollError"];
        };
    };
    getRequestResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The id that the submit gave. The characters allowed are our own guard against a path that leads elsewhere; the samples are UUIDs. Matches `^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$`. Source: docs.segmind.com/docs/serverless-api/async-inference (vendor).
                 * @example 2c7f59ea-13f1-402c-9353-915a2b5a2124
                 */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The request has completed. No whole answer is shown anywhere; the fields are named by the vendor's SDK and a harvest of its pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestResult"];
                };
            };
            401: components["responses"]["VendorUnauthorized"];
            404: components["responses"]["RequestNotFound"];
            422: components["responses"]["Failed"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["PollError"];
        };
    };
    getUserCredits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The balance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCredits"];
                };
            };
            401: components["responses"]["VendorUnauthorized"];
            404: components["responses"]["NoCredits"];
            429: components["responses"]["VendorTooManyRequests"];
            500: components["responses"]["PollError"];
        };
    };
}
