import type { Fetch } from "@seedbed/core";
import { boundedFetch } from "../traffic/bounded-fetch.ts";

/** One HTTP request and its response, whole and not yet redacted: it is never written. */
export interface TapedExchange {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  /** Names in lower case; of cookies each has a line. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: Uint8Array;
}

/** A fetch that keeps what passes through it. */
export interface Tape {
  readonly fetch: Fetch;
  /** In the order that they ended. */
  readonly exchanges: readonly TapedExchange[];
}

/**
 * Keeps what a client and a server say to each other. It stands where the client's own fetch stands, so that a recording
 * goes over the same connection as any call, and no global is patched.
 */
export function createTape(fetch: Fetch): Tape {
  const exchanges: TapedExchange[] = [];
  const bounded = boundedFetch(fetch);
  return {
    exchanges,
    async fetch(url, init) {
      const request = new Request(url, init);
      const requestBody = await request.text();
      const response = await bounded(url, init);
      const responseBody = new Uint8Array(await response.clone().arrayBuffer());
      exchanges.push({
        method: request.method,
        url: request.url,
        requestHeaders: Object.fromEntries(request.headers),
        requestBody,
        status: response.status,
        responseHeaders: headersOf(response),
        responseBody,
      });
      return response;
    },
  };
}

/** A record has room for one header of a name, and an answer sets each cookie by a header of its own. */
function headersOf({ headers }: Response): Record<string, string> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { "set-cookie": cookies.join("\n") } : {}) };
}

const keyHeader = /^(proxy-)?authorization$|(^|-)(api-?key|auth-?token|access-?token)$/;
const keyParameter = /^(api[_-]?key|access_?token|auth_?token|token|key)$/i;

/** The values of every cookie and of every key that passed: none of them may be written. */
export function secretsOn(exchanges: readonly TapedExchange[]): string[] {
  return exchanges.flatMap(({ url, requestHeaders, responseHeaders }) => [
    ...cookieValues(responseHeaders["set-cookie"] ?? ""),
    ...cookieValues(requestHeaders.cookie ?? ""),
    ...Object.entries(requestHeaders).flatMap(([name, value]) => (keyHeader.test(name) ? keysIn(value) : [])),
    ...keysInQuery(url),
  ]);
}

/** The keys in the query of an address, decoded and as they stand there. */
export function keysInQuery(address: string): string[] {
  const { search } = URL.canParse(address) ? new URL(address) : { search: "" };
  const values = [...new URLSearchParams(search)].flatMap(([name, value]) => (keyParameter.test(name) ? value : []));
  return values.flatMap((value) => [...new Set([value, encodeURIComponent(value)])]);
}

/** A key without the word before it; of a name and a password, the password too. */
function keysIn(header: string): string[] {
  const key = header.replace(/^\S+\s+/, "");
  const [, password = ""] = /^basic\s/i.test(header)
    ? (/:(.*)$/s.exec(Buffer.from(key, "base64").toString("utf8")) ?? [])
    : [];
  return password === "" ? [key] : [key, password];
}

/** What stands after the name of each cookie, decoded too; its attributes are no secret, and are not taken for one. */
function cookieValues(header: string): string[] {
  return header
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part.includes("=") && !/^(expires|max-age|domain|path|samesite|priority)=/i.test(part))
    .map((part) => part.slice(part.indexOf("=") + 1).replace(/^"|"$/g, ""))
    .flatMap((value) => [...new Set([value, decoded(value)])]);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // no percent-encoding
  }
}
