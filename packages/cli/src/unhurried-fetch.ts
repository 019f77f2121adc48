import { type Fetch, singleUseBody } from "@seedbed/core";
import { Agent, fetch as undiciFetch } from "undici";

/** A fetch that waits as long as the client does: the runtime's own gives up after five minutes, which a paid call may need. */
export function unhurriedFetch(): { fetch: Fetch; close(): Promise<void> } {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 30_000 } });
  return {
    async fetch(url, init = {}) {
      // As an object: undici's types are of its own version, and its `fetch` takes what the runtime's takes.
      const once: object = singleUseBody(init);
      const { status, statusText, headers, body } = await undiciFetch(url, { ...once, dispatcher });
      // The same class under two names: node's types and the web's.
      return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>> | null, {
        status,
        statusText,
        headers: [...headers],
      });
    },
    close: () => dispatcher.destroy(),
  };
}
