/** A body larger than this is refused with 413: ten pictures of 30 MB in base64 do not fit, one does. */
export declare const BODY_LIMIT_BYTES: number;
/**
 * Reads a body up to the limit.
 *
 * @returns null where it is larger; the rest is not read then.
 */
export declare function readBody(request: Request, limitBytes?: number): Promise<Uint8Array<ArrayBuffer> | null>;
