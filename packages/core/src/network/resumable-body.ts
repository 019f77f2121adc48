/** A body that may come in several answers. */
export interface ResumableBody {
  /** What has come so far. */
  readonly chunks: Uint8Array[];
  /** How the rest can be asked for; absent where it cannot. */
  rest?: { readonly validator: string | undefined; readonly totalBytes: number | undefined };
}

/** The headers that ask for the rest; none where all of it must be asked for. */
export function rangeHeaders({ chunks, rest }: ResumableBody): Record<string, string> {
  if (!rest || chunks.length === 0) return {};
  return { range: `bytes=${sizeOf(chunks)}-`, ...(rest.validator ? { "if-range": rest.validator } : {}) };
}

/**
 * Makes ready for the body of an answer: keeps what has come where the answer goes on from there, drops it where the answer
 * begins anew. False where the answer is a part that does not fit: then all of it must be asked for again.
 */
export function continues(body: ResumableBody, { status, headers }: Response): boolean {
  const { chunks, rest } = body;
  if (status === 206 && rest) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
    const sameTotal = rest.totalBytes === undefined || Number(total) === rest.totalBytes;
    if (start !== undefined && Number(start) === sizeOf(chunks) && sameTotal) return true;
  }
  chunks.length = 0;
  delete body.rest;
  if (status === 206 || status === 416) return false;
  const length = headers.get("content-length");
  const totalBytes = length === null ? undefined : Number(length);
  const etag = headers.get("etag") ?? "W/";
  const validator = etag.startsWith("W/") ? (headers.get("last-modified") ?? undefined) : etag;
  // Of a packed body the bytes that are counted are not the bytes that were sent.
  const ranges = headers.get("accept-ranges") === "bytes" && !headers.has("content-encoding");
  if (ranges && (validator ?? totalBytes) !== undefined) body.rest = { validator, totalBytes };
  return true;
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((size, { byteLength }) => size + byteLength, 0);
}
