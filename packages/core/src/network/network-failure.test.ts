import { describe, expect, test } from "vitest";
import { failureText } from "../call/failure-text.ts";
import { fetchFailed, systemError } from "../testing/failing.ts";
import * as inBrowser from "./network-failure.browser.ts";
import { isRuntimeTimeout, wasNeverSent } from "./network-failure.ts";

const refused = systemError("ECONNREFUSED", "connect");
const unreachable = systemError("ENETUNREACH", "connect");

/** As undici gives it: three causes deep. */
function tunnelRefused(status: number): Error {
  const message = `Proxy response (${status}) !== 200 when HTTP Tunneling`;
  const aborted = Object.assign(new Error(message), { name: "AbortError", code: "UND_ERR_ABORTED" });
  const cancelled = Object.assign(new DOMException("Request was cancelled."), { cause: aborted });
  return fetchFailed(cancelled);
}

const cases: [name: string, error: unknown, neverSent: boolean][] = [
  ["a refused connection", fetchFailed(refused), true],
  ["a refused connection at every address", fetchFailed(new AggregateError([refused, unreachable])), true],
  ["a name that is not known", fetchFailed(systemError("ENOTFOUND", "getaddrinfo")), true],
  ["a name server that does not answer", fetchFailed(systemError("EAI_AGAIN", "getaddrinfo")), true],
  ["a connect that takes too long", fetchFailed(systemError("UND_ERR_CONNECT_TIMEOUT")), true],
  ["a certificate that has expired", fetchFailed(systemError("CERT_HAS_EXPIRED")), true],
  ["a certificate of another host", fetchFailed(systemError("ERR_TLS_CERT_ALTNAME_INVALID")), true],
  ["a certificate signed by itself", fetchFailed(systemError("DEPTH_ZERO_SELF_SIGNED_CERT")), true],
  ["a server that speaks no TLS", fetchFailed(systemError("ERR_SSL_WRONG_VERSION_NUMBER")), true],
  ["a handshake that is refused", fetchFailed(systemError("ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE")), true],
  ["a connect that is reset", fetchFailed(systemError("ECONNRESET", "connect")), true],
  ["a connect that the system gave up", fetchFailed(systemError("ETIMEDOUT", "connect")), true],
  [
    "a handshake that breaks off",
    fetchFailed(
      Object.assign(new Error("Client network socket disconnected before secure TLS connection was established"), {
        code: "ECONNRESET",
      }),
    ),
    true,
  ],
  ["a proxy that refuses the tunnel with 407", tunnelRefused(407), true],
  ["a proxy that refuses the tunnel with 403", tunnelRefused(403), true],
  ["a proxy that refuses the tunnel with 502", tunnelRefused(502), true],
  [
    "a proxy that refuses the tunnel, as the package tunnel says it",
    Object.assign(new Error("tunneling socket could not be established, statusCode=407"), { code: "ECONNRESET" }),
    true,
  ],
  ["a SOCKS proxy that rejects the key", fetchFailed(systemError("UND_ERR_SOCKS5_AUTH_REJECTED")), true],
  ["a SOCKS proxy that cannot connect", fetchFailed(systemError("UND_ERR_SOCKS5_REPLY_5")), true],
  [
    "a 407 to a request that went through a proxy without a tunnel",
    fetchFailed(Object.assign(new Error("Proxy Authentication Required (407)"), { code: "UND_ERR_INVALID_ARG" })),
    false,
  ],
  ["a request that was cancelled for another reason", fetchFailed(systemError("UND_ERR_ABORTED")), false],
  ["a bad TLS record, which can come at any time", fetchFailed(systemError("ERR_SSL_BAD_RECORD_MAC")), false],
  ["a connection reset", fetchFailed(systemError("ECONNRESET", "read")), false],
  ["a network lost while reading", fetchFailed(systemError("EHOSTUNREACH", "read")), false],
  ["a socket closed by the other side", fetchFailed(systemError("UND_ERR_SOCKET")), false],
  ["one address refused and another reset", new AggregateError([refused, systemError("ECONNRESET", "read")]), false],
  ["no code, as in a browser", new TypeError("Failed to fetch"), false],
  ["no error", "refused", false],
];

test.each(cases)("tells whether the request left: %s", (_name, error, neverSent) => {
  expect(wasNeverSent(error)).toBe(neverSent);
});

test.each([
  ["headers", "UND_ERR_HEADERS_TIMEOUT", true],
  ["body", "UND_ERR_BODY_TIMEOUT", true],
  ["connection", "ECONNRESET", false],
])("knows the runtime's own time-out: %s", (_name, code, want) => {
  expect(isRuntimeTimeout(fetchFailed(systemError(code)))).toBe(want);
});

test("says what happened where fetch only says that it failed", () => {
  expect(failureText(fetchFailed(new AggregateError([refused, unreachable])))).toBe("connect ECONNREFUSED");
});

test("says what a proxy answered that refused the tunnel", () => {
  expect(failureText(tunnelRefused(407))).toBe("Proxy response (407) !== 200 when HTTP Tunneling");
});

test("ends where an error is its own cause", () => {
  const error = new Error("round and round");
  error.cause = error;
  expect(failureText(error)).toBe("round and round");
  expect(wasNeverSent(error)).toBe(false);
});

test("a port that fetch itself refuses was never asked", () => {
  expect(wasNeverSent(new TypeError("fetch failed", { cause: new Error("bad port") }))).toBe(true);
});

describe("in a bundle for browsers", () => {
  test.each([
    ["an error without a code", new TypeError("Failed to fetch")],
    ["an abort", new DOMException("aborted", "AbortError")],
    ["nothing that is an error", "x"],
  ])("%s is told as it is elsewhere", (_name, error) => {
    expect(inBrowser.wasNeverSent(error)).toBe(wasNeverSent(error));
    expect(inBrowser.isRuntimeTimeout(error)).toBe(isRuntimeTimeout(error));
  });
});
