// Generated from specs/3daistudio (sha256 932ff09b14761c34a172887695127943ab298d63b5924d8ea1dc2ba41660343f) by `pnpm generate`. Do not edit: change the spec.

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
         * Seedream V5 Lite, pictures from text
         * @description Submits a task that makes one to six pictures from a prompt.
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
         * Seedream V5 Lite, pictures edited
         * @description Submits a task that edits one to ten pictures as a prompt says.
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
         * @description Tells the state of a submitted task, and its files once it is finished. No source gives it a price; whether it counts towards the rate limit is not documented.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * SubmittedTask
         * @description The task that was accepted.
         */
        SubmittedTask: {
            /** @description Id of the task, a UUID in the samples. */
            task_id: string;
            /** @description When the task was accepted, ISO 8601 in UTC. */
            created_at?: string;
        };
        /**
         * TaskStatus
         * @description How a task stands, and its results once it is finished.
         */
        TaskStatus: {
            /** @description State of the task. The seed shows FINISHED only, the other three are the vendor's. After FAILED the credits come back by themselves. */
            status: ("PENDING" | "IN_PROGRESS" | "FINISHED" | "FAILED") | string;
            /** @description How far the task is, 100 at the end. In which steps it grows is not documented. */
            progress?: number;
            /** @description Why the task failed; null otherwise. Absent from the seed. */
            failure_reason?: string | null;
            /** @description The files that were made. Whether it is null, empty or absent before the end is not documented, so all three are allowed. */
            results?: components["schemas"]["ResultItem"][] | null;
        };
        /**
         * ResultItem
         * @description One file. Only `asset` and `asset_type` stand in both published forms.
         */
        ResultItem: {
            /** @description Address of the file. It is read without a key. */
            asset: string;
            /**
             * @description Kind of file. IMAGE in the seed; the vendor's other pages have EDITED_IMAGE, 3D_MODEL, SCALED_3D_MODEL and ARCHIVE. Which of the first two an edit gives is not documented.
             * @example IMAGE
             * @example EDITED_IMAGE
             */
            asset_type: string;
            /** @description A second address of the file, on the CDN host. Absent from the newer form; that it may be null is inferred. */
            asset_url?: string | null;
            /** @description Address of a small preview. Absent from the newer form; that it may be null is inferred. */
            thumbnail?: string | null;
            /** @description Null in the vendor's sample; what else it holds is not documented. Absent from the seed. */
            metadata?: unknown;
        };
        /**
         * Error
         * @description The body of a refused call. Only the body of a 429 has been seen, in a third-party integration; clients look for the code in `error_code` or `code` and for the text in `error`, `message` or `detail`. Codes are compared without regard to case.
         */
        Error: {
            /** @description What went wrong, in words. */
            error?: string;
            /** @description The code. Lower case in the vendor's table, upper case in the body that was seen. */
            error_code?: string;
            /** @description Another name for the code. */
            code?: string;
            /** @description Another name for the text. */
            message?: string;
            /** @description Another name for the text. */
            detail?: string;
        };
    };
    responses: {
        /** @description The task was accepted, and the credits are taken. */
        Submitted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SubmittedTask"];
            };
        };
        /** @description A parameter is missing or not valid. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key is missing, not valid, expired or revoked. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The wallet does not cover the request. */
        InsufficientCredits: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No such path, or no such task. What a poll gives after a result has expired is not documented; third-party integrations assume this status. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description More requests than the account may make, three a minute unless changed in its dashboard. The text names the seconds to wait. */
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
        /** @description Seconds to wait. Inferred from the wording of the 429 body, which is that of Django REST Framework, and that framework sends this header. */
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
                    /** @description What to picture. */
                    prompt: string;
                    /**
                     * @description Shape or resolution class of the picture. The pixel sizes are not documented.
                     * @default auto_2K
                     * @enum {string}
                     */
                    image_size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9" | "auto_2K" | "auto_3K";
                    /**
                     * @description How many pictures. Each costs the full price.
                     * @default 1
                     */
                    num_images?: number;
                    /** @description The same seed is to give the same picture again; a random one without it. */
                    seed?: number;
                    /**
                     * @description Whether the content is checked.
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
                    /** @description What to change. */
                    prompt: string;
                    /** @description The pictures to edit, as base64 data URIs despite the name. Whether addresses are taken too is not documented. Formats and the size limit are those of the upstream model, no page of 3D AI Studio gives any. */
                    image_urls: string[];
                    /**
                     * @description Shape or resolution class of the picture. The pixel sizes are not documented.
                     * @default auto_2K
                     * @enum {string}
                     */
                    image_size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9" | "auto_2K" | "auto_3K";
                    /**
                     * @description How many pictures. Each costs the full price.
                     * @default 1
                     */
                    num_images?: number;
                    /** @description The same seed is to give the same picture again; a random one without it. The lower bound is stated for generate only. */
                    seed?: number;
                    /**
                     * @description Whether the content is checked.
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
                 * @description The id that the submit gave. The characters allowed are our own guard against a path that leads elsewhere; the samples are UUIDs.
                 * @example a1b2c3d4-e5f6-7890-abcd-ef1234567890
                 */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task is known. A failed task answers 200 too, as far as third-party integrations tell. */
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
}
