import { runtimeFetch } from "#runtime-fetch";
import { abortable } from "../call/abortable.ts";
import type { Fetch } from "../call/client-options.ts";
import { type Clock, createClock } from "../call/clock.ts";
import { withDeadline } from "../call/deadline.ts";
import { responseOf } from "../call/foreign-response.ts";
import { fetchAddress } from "./fetch-address.ts";
import { discard } from "./redirect.ts";

/** How an image that a caller names by address is fetched. */
export interface ImageFetch {
  /** The provider's: one in a private network, such as an emulator's, may be given images of it. */
  readonly baseUrl: string;
  /** @default the runtime's, held to public addresses on Node */
  readonly fetch?: Fetch;
  /** @default the wall clock */
  readonly clock?: Clock;
  /** Milliseconds until it has come whole. @default 300,000 */
  readonly timeoutMs?: number;
  /** Ends it at once when it aborts. */
  readonly signal?: AbortSignal;
  /** Asked about the size as it is announced and as it comes; what it throws ends the fetch. */
  checkSize(sizeBytes: number): void;
}

/** An answer that is not an image, by its status; its message says which, to follow the address. */
export class ImageStatusError extends Error {
  override readonly name = "ImageStatusError";
}

/**
 * Fetches an image that a caller names, without a key, by the rules of downloads: redirects are followed where each address may
 * be asked, and it ends with the time-out.
 *
 * @throws RefusedAddressError, ImageStatusError, a DOMException named TimeoutError, or what fetch and `checkSize` throw
 */
export async function fetchImage(address: string, options: ImageFetch): Promise<Uint8Array<ArrayBuffer>> {
  const { baseUrl, clock = createClock(), timeoutMs = 300_000, signal, checkSize } = options;
  const fetch: Fetch = options.fetch ?? runtimeFetch;
  return withDeadline(clock, timeoutMs, signal, async (deadline) => {
    const read = async () => {
      const init = { signal: deadline.signal };
      const foreign: Fetch = async (url, how) => responseOf(await fetch(url, how));
      const response = await fetchAddress({ baseUrl, fetch: foreign }, address, init);
      if (!response.ok) {
        discard(response);
        throw new ImageStatusError(`answers ${response.status}`);
      }
      checkSize(Number(response.headers.get("content-length") ?? 0));
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      let sizeBytes = 0;
      for await (const chunk of response.body ?? []) {
        sizeBytes += chunk.byteLength;
        checkSize(sizeBytes);
        chunks.push(chunk);
      }
      return new Uint8Array(await new Blob(chunks).arrayBuffer());
    };
    return abortable(read(), deadline.signal);
  });
}
