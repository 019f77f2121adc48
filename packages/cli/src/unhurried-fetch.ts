import type { PublicRequestInit } from "@seedbed/core";
import { lookupPublicHost } from "@seedbed/core/node";
import { Agent, fetch as undiciFetch } from "undici";

/** A fetch that waits as long as the client does: the runtime's own gives up after five minutes, which a paid call may need. */
export function unhurriedFetch(): { fetch: typeof globalThis.fetch; close(): Promise<void> } {
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const dispatcher = new Agent({ ...limits, connect: { timeout: 30_000 } });
  const toPublicHosts = new Agent({ ...limits, connect: { timeout: 30_000, lookup: lookupPublicHost } });
  return {
    async fetch(input, init?: PublicRequestInit) {
      const request = new Request(input, init);
      // The caller's own: a request's signal is let go of with the request, while the body may still be read.
      const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
      const sent = request.body === null ? null : await request.arrayBuffer();
      const {
        status,
        statusText,
        headers,
        body: answer,
      } = await undiciFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        redirect: request.redirect,
        signal,
        body: sent,
        dispatcher: init?.onlyPublicHosts ? toPublicHosts : dispatcher,
      });
      // The same class under two names: node's types and the web's.
      return new Response(answer as ReadableStream<Uint8Array<ArrayBuffer>> | null, {
        status,
        statusText,
        headers: [...headers],
      });
    },
    async close() {
      await Promise.all([dispatcher.destroy(), toPublicHosts.destroy()]);
    },
  };
}
