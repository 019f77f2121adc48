import type { PublicRequestInit } from "./fetch-address.ts";

/** The runtime's `fetch`, looked up at each call. It resolves names by itself: no one can hold it to public addresses. */
export function runtimeFetch(url: string, init?: PublicRequestInit): Promise<Response> {
  return globalThis.fetch(url, init);
}
