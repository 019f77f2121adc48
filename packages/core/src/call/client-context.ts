import { isUndici, singleUseBody } from "#platform";
import { runtimeFetch } from "#runtime-fetch";
import { checkNumber } from "../check/check-number.ts";
import { checkOptions } from "../check/check-options.ts";
import type { Accounting } from "../money/accounting.ts";
import { checkedPrices } from "../money/amount.ts";
import type { ConfiguredPrices } from "../money/cost.ts";
import { isInsecureHttp } from "../network/insecure-http.ts";
import type { ProviderFact } from "../provider/provider-fact.ts";
import { type ClientOptions, clientOptionNames, type Mode } from "./client-options.ts";
import { type Clock, createClock } from "./clock.ts";
import { checkMilliseconds } from "./deadline.ts";
import { AuthenticationError, type ErrorName, InvalidRequestError } from "./errors.ts";
import { responseOf } from "./foreign-response.ts";
import { checkRateLimit, type RateLimit } from "./rate-limit.ts";

/** What is a provider's own way: how it is spoken to and how it says no. */
export interface Dialect {
  /** The headers that carry the key. */
  authorize(apiKey: string): Record<string, string>;
  /** The header that carries the provider's id of a request. */
  readonly requestIdHeader?: string;
  /** The ways in which it makes a generation. @default ["sync"] */
  readonly modes?: readonly Mode[];
  /** Finds the provider's code and words in an error answer. */
  readError(body: unknown): { code?: string; message?: string };
  /** Corrects what the table of documented errors says, where words tell more than status and code. */
  refine?(error: { status: number; code?: string; message: string }): ErrorName | undefined;
}

/** A client's settings as every call finds them. The key is in closures alone: printing this shows none. */
export interface ClientContext {
  /** Whom the client speaks to. */
  readonly provider: ProviderFact;
  /** How the provider is spoken to and says no. */
  readonly dialect: Dialect;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Time, and waiting. */
  readonly clock: Clock;
  /** Milliseconds for a generation; undefined: the operation's own default. */
  readonly timeoutMs: number | undefined;
  /** Least milliseconds of it that must be left for a paid POST. */
  readonly minTimeoutMs: number;
  /** Longest wait that is kept for the provider, in milliseconds. */
  readonly maxRetryWaitMs: number;
  /** Largest answer that is read, in bytes. */
  readonly maxResponseBytes: number;
  /** Told of every paid call, where there is one. */
  readonly accounting: Accounting | undefined;
  /** The caller's own rate limit, in place of what the accounting knows; `provider.rateLimit` is the same then. */
  readonly rateLimit?: RateLimit;
  /** Prices that the caller knows better. */
  readonly prices: ConfiguredPrices;
  /** The only way out. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** What every call carries, the key among them. */
  headers(): Record<string, string>;
  /** Texts that no error may show. */
  secrets(): readonly string[];
}

/**
 * Settles a client's options.
 *
 * @throws AuthenticationError where there is no key, or a browser would show it
 * @throws InvalidRequestError if the base URL is not one, a number, price or rate limit is not valid, or the provider lacks the mode
 */
export function createContext(provider: ProviderFact, dialect: Dialect, options: ClientOptions): ClientContext {
  checkOptions(provider.createFunction, options, clientOptionNames);
  const { mode } = options;
  const modes = dialect.modes ?? ["sync"];
  if (mode !== undefined && !modes.includes(mode)) {
    throw new InvalidRequestError(
      `${provider.id} has no mode "${mode}": it makes Seedream images in mode ${modes.join(" or ")}${modes.length === 1 ? " alone" : ""}.`,
      { provider: provider.id, field: "mode" },
    );
  }
  const { timeoutMs, minTimeoutMs = 1000, maxRetryWaitMs = 60_000, maxResponseBytes = 64 * 1024 * 1024 } = options;
  checkMilliseconds("timeoutMs", timeoutMs);
  checkMilliseconds("minTimeoutMs", minTimeoutMs);
  checkMilliseconds("maxRetryWaitMs", maxRetryWaitMs);
  checkNumber("maxResponseBytes", maxResponseBytes, 1, "bytes");
  const prices = checkedPrices(options.prices);
  const keys = keysOf(provider, options);
  const { fetch, rateLimit } = options;
  if (rateLimit) checkRateLimit(rateLimit, "rateLimit");
  return {
    provider: rateLimit ? { ...provider, rateLimit } : provider,
    ...(rateLimit ? { rateLimit } : {}),
    dialect,
    baseUrl: checkedBaseUrl(provider, options, keys),
    clock: options.clock ?? createClock(),
    timeoutMs,
    minTimeoutMs,
    maxRetryWaitMs,
    maxResponseBytes,
    accounting: options.accounting,
    prices,
    fetch(url, init = {}) {
      // One that throws here has sent nothing, so it is not made to reject.
      if (fetch && fetch !== globalThis.fetch) return Promise.resolve(fetch(url, init)).then(responseOf);
      return runtimeFetch(url, isUndici() ? singleUseBody(init) : init);
    },
    headers: () => (keys[0] ? dialect.authorize(keys[0]) : {}),
    secrets: () => keys,
  };
}

/** The key; none where a proxy adds it. */
function keysOf(provider: ProviderFact, options: ClientOptions): readonly string[] {
  if (options.proxyUrl !== undefined) {
    if ((options.apiKey ?? options.baseUrl) === undefined) return [];
    throw new InvalidRequestError("proxyUrl stands in place of apiKey and baseUrl: the proxy holds the key.", {
      provider: provider.id,
      field: "proxyUrl",
    });
  }
  const apiKey = (options.apiKey ?? options.env?.[provider.keyVariable] ?? "").trim();
  if (apiKey === "") {
    throw new AuthenticationError(`${provider.id} needs a key: set ${provider.keyVariable} or pass apiKey.`, {
      provider: provider.id,
    });
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new AuthenticationError(
      `The key in ${provider.keyVariable} or apiKey holds a space or a character that no header can carry.`,
      { provider: provider.id },
    );
  }
  if (isBrowser() && !options.allowBrowser) {
    throw new AuthenticationError(
      `${provider.id}: in a browser everyone can read the key. Call a proxy by proxyUrl, or set allowBrowser.`,
      { provider: provider.id },
    );
  }
  return [apiKey];
}

function isBrowser(): boolean {
  return "document" in globalThis && "window" in globalThis;
}

function checkedBaseUrl(
  provider: ProviderFact,
  { proxyUrl, baseUrl, allowInsecureHttp }: ClientOptions,
  secrets: readonly string[],
): string {
  const given = proxyUrl ?? baseUrl;
  if (given === undefined) return provider.baseUrl;
  // A page names what is on its own origin by a path.
  const page = globalThis.location?.href;
  const url = URL.canParse(given, page) ? new URL(given, page) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    throw new InvalidRequestError(
      `The base URL of ${provider.id} must be an http or https address without user, query or fragment, such as ${provider.baseUrl}; it is "${withoutCredentials(given)}".`,
      { provider: provider.id, field: "baseUrl", secrets },
    );
  }
  const isOwnProxy = proxyUrl !== undefined && url.origin === globalThis.location?.origin;
  if (isInsecureHttp(url) && !allowInsecureHttp && !isOwnProxy) {
    throw new InvalidRequestError(
      `The base URL of ${provider.id} is plain http, which shows the key to everyone on the way: use https, or set allowInsecureHttp in a network that you trust.`,
      { provider: provider.id, field: proxyUrl === undefined ? "baseUrl" : "proxyUrl", secrets },
    );
  }
  return url.href.replace(/\/+$/, "");
}

/** The address as it may be shown: a user and password in it are secrets, and a query may hold one. */
function withoutCredentials(address: string | URL): string {
  return String(address)
    .replace(/^([a-z]+:\/\/)?.*@/is, "$1…@")
    .replace(/[?#].*/s, (rest) => `${rest[0]}…`);
}
