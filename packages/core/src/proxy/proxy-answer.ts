import { joinChunks } from "../network/read-body.ts";
import { redact } from "../redaction/redact.ts";
import { type SecretFilter, secretFilter } from "../redaction/secret-filter.ts";

/** What a page may know of an answer: what it is, when to ask again, what it cost and what support asks for. No cookie, no balance. */
const shown = ["content-type", "date", "retry-after", "x-rate-limit-reset-at-utc", "x-request-id", "x-cost"];

/** What comes from the provider is data on the application's own origin, never a page or a script of it. */
const always = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
};

/** The headers of an answer that go on to the page. */
export function answerHeaders(
  headers: Headers,
  requestIdHeader: string | undefined,
  secrets: readonly string[],
): Headers {
  const kept = new Headers(always);
  for (const name of [...shown, ...(requestIdHeader ? [requestIdHeader] : [])]) {
    const value = headers.get(name);
    if (value !== null && redact(value, secrets) === value) kept.set(name, value);
  }
  return kept;
}

/** A refusal, in words that each provider's client reads: `error` or `message` is the sentence, `code` begins with `proxy_`. */
export function refuse(status: number, code: string, sentence: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { error: sentence, message: sentence, code: `proxy_${code}` },
    { status, headers: { ...always, ...headers } },
  );
}

/**
 * Passes bytes on as they come, breaks off where there are more than the limit, and overwrites every secret with asterisks, in
 * whatever form a page could read it, and also where it comes in pieces.
 */
export function guardedBody(limitBytes: number, secrets: readonly string[]): TransformStream<Uint8Array, Uint8Array> {
  const filter = secretFilter(secrets);
  const longest = filter?.longest ?? 1;
  let rest: Uint8Array = new Uint8Array();
  let sizeBytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limitBytes) throw new Error(`the answer is larger than ${limitBytes} bytes`);
      const bytes = joinChunks([rest, chunk]);
      if (filter) mask(bytes, filter);
      let ready = bytes.length;
      // What may be the beginning of a secret is kept back until more is known.
      while (ready > 0 && bytes.length - ready < longest - 1 && mayBeInSecret(bytes[ready - 1])) ready -= 1;
      rest = bytes.slice(ready);
      if (ready > 0) controller.enqueue(bytes.subarray(0, ready));
    },
    flush(controller) {
      if (rest.length > 0) controller.enqueue(rest);
    },
  });
}

/** A key, which is sent in a header, and each of its forms consist of printable ASCII without spaces. */
function mayBeInSecret(byte = 0): boolean {
  return byte > 0x20 && byte < 0x7f;
}

/** One character a byte, whatever the bytes are. */
const decoder = new TextDecoder("windows-1252");

function mask(bytes: Uint8Array, filter: SecretFilter): void {
  const text = decoder.decode(bytes);
  const masked = filter.replace(text, (form) => "*".repeat(form.length));
  if (masked === text) return;
  for (let at = 0; at < bytes.length; at += 1) if (masked[at] !== text[at]) bytes[at] = 0x2a;
}
