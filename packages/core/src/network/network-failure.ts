import { failureText } from "../call/failure-text.ts";

/**
 * Codes of failures that happen before the first byte of a request can leave: name look-up, connect, TLS handshake, a proxy.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|UND_ERR_SOCKS5\w*|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;

/** Codes of a TLS handshake that failed. Others of its kind, such as a bad record, also come later. */
const handshakeFailed =
  /^ERR_(TLS_CERT_\w+|TLS_HANDSHAKE_TIMEOUT|SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_\w+|[\w/]*HANDSHAKE_FAILURE|\w*PROTOCOL_VERSION|\w*UNRECOGNIZED_NAME))$/;

/** What Node says, under the code of any reset, of a connection that ended within the handshake. */
const endedWithinHandshake = /before secure TLS connection was established/;

/** What is said, under a code of other uses, of a proxy that refuses the tunnel: by undici, and by the package tunnel. */
const tunnelRefused =
  /^(Proxy response \(\d+\) !== 200 when HTTP Tunneling|tunneling socket could not be established\b)/;

/** What undici, whose code for this has other uses, says to a dispatcher that is of another version of it. */
const unusableDispatcher = /^invalid on\w+ method$/;

/** What `fetch` says, without a code, of what it could not even begin with: a port that it refuses, a dispatcher that is none. */
const neverBegun = /^(bad port|agent\.dispatch is not a function)$/;

const timedOut = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/;

/** What the runtime says of a failure. */
interface Failure {
  readonly code: string;
  /** The system's call that failed, such as `connect` or `read`; absent where none did. */
  readonly syscall?: unknown;
  readonly message?: unknown;
}

/** Every failure found in an error, its causes and, after several addresses were tried, each of theirs. */
function* failures(error: unknown, depth = 0): Generator<Failure> {
  if (typeof error !== "object" || error === null || depth > 5) return;
  if ("code" in error && typeof error.code === "string") {
    const { syscall, message } = error as Partial<Failure>; // read as they are, whatever they are
    yield { code: error.code, syscall, message };
  }
  if ("errors" in error && Array.isArray(error.errors)) {
    for (const inner of error.errors) yield* failures(inner, depth + 1);
  }
  if ("cause" in error) yield* failures(error.cause, depth + 1);
}

/** Whether the request provably never left. Where no code tells, as in a browser, it may have. */
export function wasNeverSent(error: unknown): boolean {
  if (neverBegun.test(failureText(error)) || hasUnreadableUrl(error)) return true;
  const found = [...failures(error)];
  return found.length > 0 && found.every(cameBeforeSending);
}

/** Whether it was the address of the request itself that could not be read; the code alone may be of another address. */
function hasUnreadableUrl(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith("Failed to parse URL from ");
}

/** A network that is lost while the answer is read has the codes of one that was never found, and another system call. */
function cameBeforeSending({ code, syscall, message }: Failure): boolean {
  if (handshakeFailed.test(code) || syscall === "connect" || endedWithinHandshake.test(String(message))) return true;
  if (tunnelRefused.test(String(message))) return true;
  if (code === "UND_ERR_INVALID_ARG") return unusableDispatcher.test(String(message));
  return neverSent.test(code) && syscall !== "read" && syscall !== "write";
}

/** Whether the runtime itself gave up waiting. */
export function isRuntimeTimeout(error: unknown): boolean {
  return [...failures(error)].some(({ code }) => timedOut.test(code));
}
