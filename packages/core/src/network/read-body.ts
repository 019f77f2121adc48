import { bytesOf } from "../call/foreign-response.ts";
import { redact } from "../redaction/redact.ts";

/** The body is larger than the caller allows. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";

  constructor(limitBytes: number) {
    super(`the answer is larger than ${limitBytes} bytes`);
  }
}

const headBytes = 4096;

/**
 * Reads a body whole.
 *
 * @param chunks - what came before, to be read on from; it keeps what comes, also where the reading breaks off
 * @throws BodyTooLargeError as soon as it is larger than the limit
 */
export async function readBody(
  response: Response,
  limitBytes: number,
  chunks: Uint8Array[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return joinChunks(chunks);
  let size = sizeOf(chunks);
  let joined = chunks.length;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joinChunks(chunks);
    const bytes = bytesOf(value);
    chunks.push(bytes);
    size += bytes.byteLength;
    if (size > limitBytes) {
      reader.cancel().catch(() => {}); // the rest is not wanted, nor is why it could not be refused
      throw new BodyTooLargeError(limitBytes);
    }
    if (chunks.length - joined === 1024) {
      const last = chunks.splice(joined);
      // The chunks of a body that comes byte by byte take far more memory than its bytes.
      chunks.push(...(sizeOf(last) < 2 ** 20 ? [joinChunks(last)] : last));
      joined = chunks.length;
    }
  }
}

/** The bytes in several chunks. */
export function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((size, { byteLength }) => size + byteLength, 0);
}

/** The first kilobytes of what came, to be shown by `headText`. */
export function headOf(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const first: Uint8Array[] = [];
  for (const chunk of chunks) {
    first.push(chunk.subarray(0, 2 * headBytes));
    if (sizeOf(first) >= 2 * headBytes) break;
  }
  return joinChunks(first);
}

/** The first kilobytes as text, for a person to read. A secret that the cut would halve is taken out before. */
export function headText(bytes: Uint8Array, secrets: readonly string[]): string {
  const more = Math.max(0, ...secrets.map((secret) => secret.length * 12));
  return redact(new TextDecoder().decode(bytes.subarray(0, headBytes + more)), secrets).slice(0, headBytes);
}

/** Several chunks as one. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
