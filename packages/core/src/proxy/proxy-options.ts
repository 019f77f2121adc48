import type { Fetch } from "../call/client-options.ts";
import type { Operation } from "../call/operation.ts";
import type { OptionNames } from "../check/check-options.ts";
import type { Provider } from "../provider/provider.ts";
import type { ProxyOutcome } from "./proxy-outcome.ts";

/** How a proxy is set up. */
export interface ProxyOptions {
  /** What may be called. Nothing else is sent. */
  readonly allow: readonly ProxiedProvider[];
  /**
   * Says whether a request may pass: each POST costs. `true` lets it pass, a Response is given in its place, and anything else
   * refuses it with 401. Its body can be read here and is sent on all the same. It is a copy that comes as it is read, and breaks
   * off beyond `maxRequestBytes`; the request is refused with 413 then.
   */
  authorize(request: Request, operation: Operation): boolean | Response | Promise<boolean | Response>;
  /**
   * Called with what came of each paid POST, also if the page had gone before the answer came: the POST goes on without it. The
   * moment to keep what was paid for. The whole answer is held in memory for it, up to `maxResponseBytes`. It is not waited for, and
   * errors it throws are ignored. @default none: an answer that no page waits for is dropped
   */
  readonly onOutcome?: (outcome: ProxyOutcome) => void | Promise<void>;
  /** Where the handler stands. Each provider is below it by its id. @default "/api/seedbed" */
  readonly path?: string;
  /** Origins of other hosts whose pages may call, e.g. `https://app.example`. @default none: the page's own alone */
  readonly origins?: readonly string[];
  /** The largest request body, in bytes. It is held in memory. @default 16,777,216 */
  readonly maxRequestBytes?: number;
  /** The largest answer, in bytes. It is passed on as it comes. @default 67,108,864 */
  readonly maxResponseBytes?: number;
  /** Where keys are looked up. @default `process.env`, where there is one */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called as `fetch(url, init)`. @default the runtime's, looked up at each call */
  readonly fetch?: Fetch;
}

/** A provider that a proxy lets through, and with which key. */
export interface ProxiedProvider {
  /** What a provider's package exports as `provider`. */
  readonly provider: Omit<Provider, "models" | "create">;
  /** The operations that may be called; what following their jobs needs comes with them. @default all that make images */
  readonly operations?: readonly string[];
  /** @default the provider's environment variable, e.g. `SEGMIND_API_KEY` */
  readonly apiKey?: string;
  /** Another host with the same paths, such as an emulator. @default the provider's own */
  readonly baseUrl?: string | URL;
  /** Allows a base URL of plain `http:` on another machine, though everyone on the way can read the key. @default false */
  readonly allowInsecureHttp?: boolean;
}

/** The names of `ProxyOptions`. */
export const proxyOptionNames = {
  allow: true,
  authorize: true,
  path: true,
  origins: true,
  maxRequestBytes: true,
  maxResponseBytes: true,
  env: true,
  fetch: true,
  onOutcome: true,
} as const satisfies OptionNames<ProxyOptions>;

/** The names of `ProxiedProvider`. */
export const proxiedProviderNames = {
  provider: true,
  operations: true,
  apiKey: true,
  baseUrl: true,
  allowInsecureHttp: true,
} as const satisfies OptionNames<ProxiedProvider>;
