import { createFinalURL } from "openapi-fetch";
import type { ClientContext } from "./client-context.ts";
import type { Operation } from "./operation.ts";

/** What is handed to a transmission for one attempt. */
export interface TransmitInit {
  /** The client's own, which applies its limits. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What every call carries, the key among them. */
  readonly headers: Record<string, string>;
  /** No redirect is followed unseen. */
  readonly redirect: "manual";
}

/** Sends one request, once. */
export type Transmit = (init: TransmitInit) => Promise<unknown>;

/** What a request has besides its operation. */
export interface RequestParts {
  /** The parameters in the path, by name. */
  readonly path?: object;
  /** Sent as JSON. */
  readonly body?: object;
}

/**
 * Builds an operation's request by openapi-fetch's rules, at a context's base URL. Its client is not bundled: middleware is not
 * used, bodies are JSON, and it would read the answer, which is `send`'s, as is how often a request is tried.
 */
export function transmitOf(
  { baseUrl }: ClientContext,
  { method, path: template }: Operation,
  { path, body }: RequestParts = {},
): Transmit {
  return async ({ fetch, headers, ...init }) => {
    const url = createFinalURL(template, { baseUrl, params: { path: { ...path } }, pathSerializer, querySerializer });
    const json = body && { headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
    await fetch(new Request(url, { ...init, method, headers, ...json }));
  };
}

function pathSerializer(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

/** No operation has parameters in its query. */
function querySerializer(): string {
  return "";
}
