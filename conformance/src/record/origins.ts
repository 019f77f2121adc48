import type { TapedExchange } from "./tape.ts";

/** Stands for a file server of this machine or of a private network. */
const publicFiles = "https://files.example.com";
const local =
  /https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|\[[\da-f:]+\]|[\w-]+(?:\.(?:local|internal|localhost))?(?=[:/]))(?::\d+)?/gi;

/** The addresses that must not be written, each with what stands for it: the provider's own, or one of no one. */
export function originsIn(
  exchanges: readonly TapedExchange[],
  baseUrl: string,
  ownBaseUrl: string,
): Map<string, string> {
  const origins = new Map<string, string>();
  if (baseUrl !== ownBaseUrl) origins.set(baseUrl, ownBaseUrl);
  for (const { url, responseHeaders, responseBody } of exchanges) {
    const texts = [url, ...Object.values(responseHeaders), new TextDecoder().decode(responseBody)];
    for (const text of texts)
      for (const [origin] of text.matchAll(local)) if (!origins.has(origin)) origins.set(origin, publicFiles);
  }
  return origins;
}
