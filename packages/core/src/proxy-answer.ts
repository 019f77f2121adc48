import { redact } from "./redact.ts";
import { formsOf } from "./secret-filter.ts";

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
 * Passes bytes on as they come, breaks off where there are more than the limit, and overwrites every secret with asterisks,
 * also where it comes in two pieces.
 */
export function guardedBody(limitBytes: number, secrets: readonly string[]): TransformStream<Uint8Array, Uint8Array> {
  const hidden = formsOf(secrets).map((form) => new TextEncoder().encode(form));
  /** As many bytes as may be the beginning of a secret are kept back until more is known. */
  const keptBack = Math.max(1, ...hidden.map(({ length }) => length)) - 1;
  let rest = new Uint8Array();
  let sizeBytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limitBytes) throw new Error(`the answer is larger than ${limitBytes} bytes`);
      const bytes = new Uint8Array(rest.length + chunk.byteLength);
      bytes.set(rest);
      bytes.set(chunk, rest.length);
      for (const secret of hidden) overwrite(bytes, secret);
      const ready = Math.max(0, bytes.length - keptBack);
      rest = bytes.slice(ready);
      if (ready > 0) controller.enqueue(bytes.subarray(0, ready));
    },
    flush(controller) {
      if (rest.length > 0) controller.enqueue(rest);
    },
  });
}

function overwrite(bytes: Uint8Array, secret: Uint8Array): void {
  const [first] = secret;
  if (first === undefined) return;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (secret.every((byte, index) => bytes[at + index] === byte)) bytes.fill(0x2a, at, at + secret.length);
  }
}
