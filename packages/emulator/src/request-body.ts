/** A body larger than this is refused with 413: ten images of 30 MB in base64 do not fit, one does. */
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
  const stated = request.headers.get("content-length");
  if (Number(stated ?? 0) > limitBytes) return null;
  // A stated length is kept to by the HTTP parser, and read whole it costs a fraction of a stream. Or there is no body, or a
  // browser that shows no stream of it.
  if (stated !== null || !hasBody(request)) {
    const whole = new Uint8Array(await request.arrayBuffer());
    return whole.byteLength > limitBytes ? null : whole;
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
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

const hasBody = (request: Request) => request.method !== "GET" && request.method !== "HEAD" && request.body !== null;
