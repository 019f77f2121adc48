// Generated from specs/segmind (sha256 3755686a159d9e6d91f98ec14808eb0d34b66177c594048494a1d81e43ff9e3c) by `pnpm generate`. Do not edit: change the spec.

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
         * Seedream 5.0 Lite, picture from text
         * @description Makes pictures from a prompt with Seedream 5.0 Lite, and answers when they are done.
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
         * Seedream 5.0 Lite, picture from pictures
         * @description Makes pictures from a prompt and up to ten pictures with Seedream 5.0 Lite, and answers when they are done. Its defaults differ from the text endpoint's.
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
         * Seedream 3.0, picture from text
         * @description Makes one picture from a prompt with Seedream 3.0, and answers when it is done.
         */
        post: operations["seedreamV3TextToImage"];
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
         * ImageBytes
         * Format: binary
         * @description The picture itself, as the body of the answer.
         */
        ImageBytes: string;
        /**
         * JsonResult
         * @description What a client accepts when the answer is JSON. No source shows this body: seeds 000 and 002 only say that JSON comes back. The object follows the result of the vendor's v2 API, the bare list is what one third-party integration expects.
         */
        JsonResult: components["schemas"]["JsonResultObject"] | components["schemas"]["JsonResultList"];
        /**
         * JsonResultList
         * @description Addresses of the pictures, with nothing around them.
         */
        JsonResultList: string[];
        /**
         * JsonResultObject
         * @description The pictures under one of three names. A body with none of them holds no result.
         */
        JsonResultObject: {
            /** @description Address or base64 of one picture, or a list of them. */
            output?: string | string[];
            /** @description The pictures, as addresses or as files described. */
            images?: (string | components["schemas"]["JsonResultFile"])[];
            /** @description Address or base64 of one picture. */
            image?: string;
        };
        /**
         * JsonResultFile
         * @description One file as the vendor's v2 API describes it.
         */
        JsonResultFile: {
            /** @description Where the file is. */
            url: string;
            /** @description Media type of the file. */
            content_type?: string | null;
            /** @description Name of the file. */
            file_name?: string | null;
            /** @description Size in bytes. */
            file_size?: number | null;
        };
        /**
         * Error
         * @description The body of a refused or failed call. The seeds promise a message in the body, the vendor's SDK reads it from `error`.
         */
        Error: {
            /** @description What went wrong, in words. There is no code. */
            error?: string;
        };
    };
    responses: {
        /** @description The parameters or the form of the request are not valid. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key is missing or not valid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key may not do this, or the model is restricted. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No such model or endpoint. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The endpoint takes POST only. The body is an HTML page, not JSON. */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** @description The balance does not cover the call: less than the model's cost is enough to cause it, not only zero. The vendor's error list gives the same status to three other causes, see `x-other-meanings`; only the message tells them apart. */
        InsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The model has been retired. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description More calls than the plan allows. A header says when to come back; no `Retry-After` is documented. */
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
        /** @description The provider failed. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service cannot be reached for the moment. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The call took too long. The generation may still have run. */
        GatewayTimeout: {
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
        /** @description What the call cost. The number's format is not documented. */
        Cost: string;
        /** @description Credits left after the call. The number's format is not documented. */
        RemainingCredits: string;
        /** @description The provider's id of the call. */
        RequestId: string;
        /** @description How long the generation took. Unit and format are not documented; seconds are likely. */
        GenerationTime: string;
        /** @description The seed that was used, from models that report one. */
        SeedValue: string;
        /** @description When the rate limit opens again, in UTC. The format of the time is not documented. */
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
                "application/json": {
                    /** @description What to picture. */
                    prompt: string;
                    /**
                     * @description Width to height. The pixel sizes are not documented.
                     * @default 16:9
                     * @enum {string}
                     */
                    aspect_ratio?: "1:1" | "4:3" | "3:4" | "16:9" | "9:16" | "3:2" | "2:3" | "21:9";
                    /**
                     * @description How many pictures at most. The form of an answer with several is not documented, nor whether each is billed.
                     * @default 1
                     */
                    max_images?: number;
                    /**
                     * @description How the prompt is reworked, thoroughly or quickly.
                     * @default standard
                     * @enum {string}
                     */
                    optimize_prompt?: "standard" | "fast";
                    /**
                     * @description Resolution class.
                     * @default 2K
                     * @enum {string}
                     */
                    size?: "2K" | "3K";
                    /**
                     * @description Whether a watermark is put into the picture.
                     * @default false
                     */
                    watermark?: boolean;
                };
            };
        };
        responses: {
            /** @description The result. Seed 000 says Text/JSON; the vendor's SDK page and third-party integrations read v1 answers of Seedream as raw image bytes. A client goes by the answer's Content-Type. */
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
                "application/json": {
                    /** @description What to change or make. */
                    prompt: string;
                    /** @description Pictures to start from, ten at most. The samples give addresses; that a data URI works is inferred. Formats and the size limit are those of the upstream model, no page of Segmind gives any. */
                    image_input?: string[];
                    /**
                     * @description Width to height. The pixel sizes are not documented.
                     * @default 16:9
                     * @enum {string}
                     */
                    aspect_ratio?: "1:1" | "4:3" | "3:4" | "16:9" | "9:16" | "3:2" | "2:3" | "21:9";
                    /**
                     * @description How many pictures at most. The form of an answer with several is not documented, nor whether each is billed.
                     * @default 1
                     */
                    max_images?: number;
                    /**
                     * @description How the prompt is reworked, thoroughly or quickly.
                     * @default fast
                     * @enum {string}
                     */
                    optimize_prompt?: "standard" | "fast";
                    /**
                     * @description Resolution class.
                     * @default 3K
                     * @enum {string}
                     */
                    size?: "2K" | "3K";
                    /**
                     * @description Whether a watermark is put into the picture.
                     * @default false
                     */
                    watermark?: boolean;
                };
            };
        };
        responses: {
            /** @description The result. Seed 001 says Image, while its sample code reads JSON. A client goes by the answer's Content-Type. */
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
                "application/json": {
                    /**
                     * @description Width to height. Required, though a default is documented too. The pixel sizes are not documented.
                     * @default 16:9
                     * @enum {string}
                     */
                    aspect_ratio: "16:9" | "4:3" | "1:1" | "3:4" | "9:16";
                    /** @description What to picture. */
                    prompt: string;
                    /**
                     * @description How closely the picture keeps to the prompt; higher is closer.
                     * @default 2.5
                     */
                    guidance_scale?: number;
                    /** @description The same seed is to give the same picture again. */
                    seed?: number;
                };
            };
        };
        responses: {
            /** @description The result. Seed 002 says Text/JSON; third-party integrations read this endpoint's answer as raw image bytes. A client goes by the answer's Content-Type. */
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
}
