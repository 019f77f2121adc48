/**
 * Codes of failures that happen before the first byte of a request can leave: name look-up, connect, TLS handshake.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;

const timedOut = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/;

/** Every code found in an error, its causes and, after several addresses were tried, each of theirs. */
function* codes(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== "object" || error === null || depth > 5) return;
  if ("code" in error && typeof error.code === "string") yield error.code;
  if ("errors" in error && Array.isArray(error.errors))
    for (const inner of error.errors) yield* codes(inner, depth + 1);
  if ("cause" in error) yield* codes(error.cause, depth + 1);
}

/** Whether the request provably never left. Where no code tells, as in a browser, it may have. */
export function wasNeverSent(error: unknown): boolean {
  const found = [...codes(error)];
  return found.length > 0 && found.every((code) => neverSent.test(code));
}

/** Whether the runtime itself gave up waiting. */
export function isRuntimeTimeout(error: unknown): boolean {
  return [...codes(error)].some((code) => timedOut.test(code));
}

/** The innermost message, which says what happened where `fetch` only says that it failed. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return failureText(error.errors[0]);
  return error.cause instanceof Error ? failureText(error.cause) : error.message || error.name;
}
