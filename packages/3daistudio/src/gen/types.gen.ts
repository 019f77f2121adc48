// Generated from specs/3daistudio (sha256 17010b8683b514f79fda3a8ca7e090f2977fb34b86c170eb4c4babd98dfc0de3) by `pnpm generate`. Do not edit: change the spec.

export interface paths {
    "/v1/images/seedream/v5/lite/generate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream V5 Lite, images from text
         * Submits a task that makes one to six images from a prompt.
         */
        post: operations["seedreamV5LiteGenerate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/seedream/v5/lite/edit/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seedream V5 Lite, images edited
         * Submits a task that edits one to ten images as a prompt says.
         */
        post: operations["seedreamV5LiteEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generation-request/{task_id}/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a task stands
         * Tells the state of a submitted task, and its files once it is finished. No source gives it a price; whether it counts towards the rate limit is not documented.
         */
        get: operations["getGenerationRequestStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/user/wallet/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account holds
         * Gives the credits of the account that the key belongs to. It costs none; whether it counts towards the rate limit is not documented.
         */
        get: operations["getWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/wallet/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the account holds, at the older path
         * The same at the path that an older page still shows. A client asks it where the newer one answers 404.
         */
        get: operations["getWalletAtOlderPath"];
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
        /**
         * Wallet
         * What the account holds. Source: vendor.
         */
        Wallet: {
            /** Credits, as a decimal number in a text. Matches `^-?\d+(\.\d+)?$`. Source: 3daistudio.com/Platform/API/Documentation/credit-balance (vendor). */
            balance: string;
        };
        /**
         * SubmittedTask
         * The task that was accepted. Source: seed.
         */
        SubmittedTask: {
            /** Id of the task, a UUID in the samples. Source: seed 003. */
            task_id: string;
            /** When the task was accepted, ISO 8601 in UTC. Source: seed 003. */
            created_at?: string;
        };
        /**
         * TaskStatus
         * How a task stands, and its results once it is finished. Source: seed.
         */
        TaskStatus: {
            /** State of the task. The seed shows FINISHED only, the other three are the vendor's. After FAILED the credits come back by themselves. Source: 3daistudio.com/Platform/API/Documentation/3d-generation (vendor). */
            status: ("PENDING" | "IN_PROGRESS" | "FINISHED" | "FAILED") | string;
            /** How far the task is, 100 at the end. In which steps it grows is not documented. Source: seed 003. */
            progress?: number;
            /** Why the task failed; null otherwise. Absent from the seed. Source: 3daistudio.com/Platform/API/Documentation/3d-generation (vendor). */
            failure_reason?: string | null;
            /** The files that were made. Whether it is null, empty or absent before the end is not documented, so all three are allowed. Source: seed 003. */
            results?: components["schemas"]["ResultItem"][] | null;
        };
        /**
         * ResultItem
         * One file. Only `asset` and `asset_type` stand in both published forms. Source: seed.
         */
        ResultItem: {
            /** Address of the file. It is read without a key. Source: seed 003. */
            asset: string;
            /**
             * Kind of file. IMAGE in the seed; the vendor's other pages have EDITED_IMAGE, 3D_MODEL, SCALED_3D_MODEL and ARCHIVE. Which of the first two an edit gives is not documented. Source: seed 003.
             * @example IMAGE
             * @example EDITED_IMAGE
             */
            asset_type: string;
            /** A second address of the file, on the CDN host. Absent from the newer form; that it may be null is inferred. Source: seed 003. */
            asset_url?: string | null;
            /** Address of a small preview. Absent from the newer form; that it may be null is inferred. Source: seed 003. */
            thumbnail?: string | null;
            /** Null in the vendor's sample; what else it holds is not documented. Absent from the seed. */
            metadata?: unknown;
        };
        /**
         * Error
         * The body of a refused call. Only the body of a 429 has been seen, in a third-party integration; clients look for the code in `error_code` or `code` and for the text in `error`, `message` or `detail`. Codes are compared without regard to case. Source: third-party.
         */
        Error: {
            /** What went wrong, in words. Source: third-party integration, body of a 429 (third-party). */
            error?: string;
            /** The code. Lower case in the vendor's table, upper case in the body that was seen. Source: third-party integration, body of a 429 (third-party). */
            error_code?: string;
            /** Another name for the code. Source: renanpc/3d-ai-studio-mcp (third-party). */
            code?: string;
            /** Another name for the text. Source: renanpc/3d-ai-studio-mcp (third-party). */
            message?: string;
            /** Another name for the text. Source: renanpc/3d-ai-studio-mcp (third-party). */
            detail?: string;
        };
    };
    responses: {
        /** The task was accepted, and the credits are taken. */
        Submitted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SubmittedTask"];
            };
        };
        /** A parameter is missing or not valid. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The key is missing, not valid, expired or revoked. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** The wallet does not cover the request. */
        InsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** No such path, or no such task. What a poll gives after a result has expired is not documented; third-party integrations assume this status. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** More requests than the account may make, three a minute unless changed in its dashboard. The text names the seconds to wait. */
        RateLimited: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
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
        /** Seconds to wait. Inferred from the wording of the 429 body, which is that of Django REST Framework, and that framework sends this header. Source: inferred. */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    seedreamV5LiteGenerate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** What the image shows. Not empty. Source: seed 003. */
                    prompt: string;
                    /**
                     * Shape or resolution class of the image. The pixel sizes are not documented. Source: seed 003.
                     * @default auto_2K
                     * @enum {string}
                     */
                    image_size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9" | "auto_2K" | "auto_3K";
                    /**
                     * How many images. Each costs the full price. Whole number, 1 to 6. Source: seed 003.
                     * @default 1
                     */
                    num_images?: number;
                    /** The same seed is to give the same image again; a random one without it. Whole number, at least 0. Source: seed 003. */
                    seed?: number;
                    /**
                     * Whether the content is checked. Source: seed 003.
                     * @default true
                     */
                    enable_safety_checker?: boolean;
                };
            };
        };
        responses: {
            200: components["responses"]["Submitted"];
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
        };
    };
    seedreamV5LiteEdit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** What to change. Not empty. Source: seed 003. */
                    prompt: string;
                    /** The images to edit, as base64 data URIs despite the name. Whether addresses are taken too is not documented. Formats and the size limit are those of the upstream model, no page of 3D AI Studio gives any. 1 to 10 items. Each at most 31457280 bytes, image/jpeg, image/png, image/webp, image/bmp, image/tiff, image/gif, image/heic, image/heif (limits of the upstream model (BytePlus ModelArk image generation API), not of 3D AI Studio). Source: seed 003. */
                    image_urls: string[];
                    /**
                     * Shape or resolution class of the image. The pixel sizes are not documented. Source: seed 003.
                     * @default auto_2K
                     * @enum {string}
                     */
                    image_size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9" | "auto_2K" | "auto_3K";
                    /**
                     * How many images. Each costs the full price. Whole number, 1 to 6. Source: seed 003.
                     * @default 1
                     */
                    num_images?: number;
                    /** The same seed is to give the same image again; a random one without it. The lower bound is stated for generate only. Whole number, at least 0. Source: seed 003. */
                    seed?: number;
                    /**
                     * Whether the content is checked. Source: seed 003.
                     * @default true
                     */
                    enable_safety_checker?: boolean;
                };
            };
        };
        responses: {
            200: components["responses"]["Submitted"];
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
        };
    };
    getGenerationRequestStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The id that the submit gave. The characters allowed are our own guard against a path that leads elsewhere; the samples are UUIDs. Matches `^(?!\.{1,2}$)[A-Za-z0-9._:~-]{1,128}$`. Source: seed 003.
                 * @example a1b2c3d4-e5f6-7890-abcd-ef1234567890
                 */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The task is known. A failed task answers 200 too, as far as third-party integrations tell. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskStatus"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
        };
    };
    getWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The wallet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
        };
    };
    getWalletAtOlderPath: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The wallet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
        };
    };
}
