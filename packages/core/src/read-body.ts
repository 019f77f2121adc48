import { redact } from "./redact.ts";

/** The body is larger than the caller allows. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
  readonly head: Uint8Array<ArrayBuffer>;

  constructor(limitBytes: number, head: Uint8Array<ArrayBuffer>) {
    super(`the answer is larger than ${limitBytes} bytes`);
    this.head = head;
  }
}

const headBytes = 4096;

/**
 * Reads a body whole.
 *
 * @throws BodyTooLargeError as soon as it is larger than the limit
 */
export async function readBody(response: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    chunks.push(value);
    size += value.byteLength;
    if (size > limitBytes) {
      reader.cancel().catch(() => {}); // the rest is not wanted, nor is why it could not be refused
      throw new BodyTooLargeError(limitBytes, join(chunks, size).slice(0, 2 * headBytes));
    }
  }
}

/** The first kilobytes as text, for a person to read. A secret that the cut would halve is taken out before. */
export function headText(bytes: Uint8Array, secrets: readonly string[]): string {
  const more = Math.max(0, ...secrets.map((secret) => secret.length * 3));
  return redact(new TextDecoder().decode(bytes.subarray(0, headBytes + more)), secrets).slice(0, headBytes);
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
