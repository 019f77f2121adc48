import { type Client, createFinalURL } from "openapi-fetch";
import type { ClientContext } from "./client-context.ts";
import type { TransmitInit } from "./transmit.ts";

/** A provider's paths, typed by its spec. */
export type Api<Paths extends object> = Pick<Client<Paths>, "GET" | "POST">;

/** What a call is made of, once its types have been looked at. */
interface Init extends TransmitInit {
  readonly body?: unknown;
  readonly params?: { readonly path?: Record<string, string>; readonly query?: Record<string, string> };
}

/**
 * Builds requests by openapi-fetch's types and rules, at a context's base URL. Its client is not bundled: middleware is not
 * used, bodies are JSON, and it would read the answer, which is `send`'s, as is how often a request is tried.
 */
export function createApi<Paths extends object>({ baseUrl }: ClientContext): Api<Paths> {
  const call =
    (method: string) =>
    async (path: string, { fetch, headers, body, params = {}, ...init }: Init) => {
      const hasBody = body !== undefined;
      await fetch(
        new Request(createFinalURL(path, { baseUrl, params, pathSerializer, querySerializer }), {
          ...init,
          method,
          headers: { ...(hasBody ? { "Content-Type": "application/json" } : {}), ...headers },
          body: hasBody ? JSON.stringify(body) : null,
        }),
      );
    };
  return { GET: call("GET"), POST: call("POST") } as never; // typed by the spec, as openapi-fetch's client is
}

function pathSerializer(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

function querySerializer(values: Record<string, unknown>): string {
  return String(new URLSearchParams(values as Record<string, string>)); // no spec has a list or an object there
}
