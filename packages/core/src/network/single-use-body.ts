/**
 * Gives a request's body as a stream of known length, which can be read once. Undici, the `fetch` of Node, sends a request again by
 * itself when it is answered 421, if it can read the body again; a paid POST must not be sent twice.
 *
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 15
 */
export function singleUseBody(init: RequestInit): RequestInit {
  const { body } = init;
  if (typeof body !== "string" && !(body instanceof Uint8Array)) return init;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const headers = new Headers(init.headers);
  headers.set("content-length", String(bytes.byteLength)); // or it would go in chunks, which not every server takes
  const streamed = { ...init, headers, body: stream, duplex: "half" };
  return streamed; // a browser's type knows no `duplex`
}

/** Whether the runtime's `fetch` is undici, as on Node. A browser takes a stream over HTTP/2 only. */
export function isUndici(): boolean {
  return "undici" in (globalThis.process?.versions ?? {}) && !("document" in globalThis);
}
