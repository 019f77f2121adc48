/** A body larger than this is refused with 413: ten pictures of 30 MB in base64 do not fit, one does. */
export const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Reads a body up to the limit.
 *
 * @returns null where it is larger; the rest is not read then.
 */
export async function readBody(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return null;
  if (!request.body) {
    // None, or a browser that shows no stream of it.
    const whole = new Uint8Array(await request.arrayBuffer());
    return whole.byteLength > limitBytes ? null : whole;
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
