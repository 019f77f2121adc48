import { Agent, type Response as UndiciResponse, fetch as undiciFetch } from "undici";

/** A fetch that waits as long as the client does: the runtime's own gives up after five minutes, which a paid call may need. */
export function unhurriedFetch(): { fetch: typeof globalThis.fetch; close(): Promise<void> } {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 30_000 } });
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const body = request.body === null ? null : await request.arrayBuffer();
      const response: UndiciResponse = await undiciFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        redirect: request.redirect,
        signal: request.signal,
        body,
        dispatcher,
      });
      return response as unknown as Response; // undici is the runtime's own fetch, in a newer version
    },
    close: () => dispatcher.destroy(),
  };
}
