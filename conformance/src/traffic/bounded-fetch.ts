import type { Fetch } from "@seedbed/core";

/** As a client's own: an image of any model is far smaller. */
const defaultLimitBytes = 64 * 1024 * 1024;

/** A fetch whose answers break off where they are larger than a limit: what watches the traffic reads each one whole. */
export function boundedFetch(fetch: Fetch, limitBytes = defaultLimitBytes): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.body === null) return response;
    let size = 0;
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > limitBytes) controller.error(new Error(`the answer is larger than ${limitBytes} bytes`));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
  };
}
