import createClient, { type Client } from "openapi-fetch";
import type { ClientContext } from "./client-context.ts";

/** A provider's paths, typed by its spec. */
export type Api<Paths extends object> = Client<Paths>;

/** An openapi-fetch client at a context's base URL. It only builds and sends requests; how they are tried is `send`'s. */
export function createApi<Paths extends object>(context: ClientContext): Api<Paths> {
  return createClient<Paths>({ baseUrl: context.baseUrl });
}
