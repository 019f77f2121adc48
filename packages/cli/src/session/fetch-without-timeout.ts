import { type Fetch, type PublicRequestInit, singleUseBody } from "@seedbed/core";
import { lookupPublicHost } from "@seedbed/core/node";
import { Agent, fetch as undiciFetch } from "undici";

/** A fetch that waits as long as the client does: the runtime's own gives up after five minutes, which a paid call may need. */
export function fetchWithoutTimeout(): { fetch: Fetch; close(): Promise<void> } {
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const toAny = new Agent({ ...limits, connect: { timeout: 30_000 } });
  const toPublicHosts = new Agent({ ...limits, connect: { timeout: 30_000, lookup: lookupPublicHost } });
  return {
    async fetch(url, init: PublicRequestInit = {}) {
      // As an object: undici's types are of its own version, and its `fetch` takes what the runtime's takes.
      const once: object = singleUseBody(init);
      const dispatcher = init.onlyPublicHosts ? toPublicHosts : toAny;
      const { status, statusText, headers, body } = await undiciFetch(url, { ...once, dispatcher });
      // The same class under two names: node's types and the web's.
      return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>> | null, {
        status,
        statusText,
        headers: [...headers],
      });
    },
    async close() {
      await Promise.all([toAny.destroy(), toPublicHosts.destroy()]);
    },
  };
}
