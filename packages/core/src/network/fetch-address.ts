import { isPrivateHost } from "#private-host";
import { discard, maxRedirects, redirectTarget } from "./redirect.ts";

/** An address that must not be asked; its message says why, to follow the address. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

/** How a request may be held to public hosts. */
export interface PublicRequestInit extends RequestInit {
  /** The connection may go to a public address only, whatever the name is resolved to. A `fetch` that cannot see to it leaves it. */
  readonly onlyPublicHosts?: boolean;
}

/** What asks for a file that a provider, or a caller, points at. */
export interface AddressFetching {
  /** Without a slash at the end. One in a private network, such as an emulator's, may point into it. */
  readonly baseUrl: string;
  /** The only way out. */
  fetch(address: string, init?: PublicRequestInit): Promise<Response>;
}

/**
 * Fetches what an answer or a caller points at, without the key. Redirects are followed by hand, as each address is judged
 * before it is asked.
 *
 * @throws RefusedAddressError
 */
export async function fetchAddress(
  { baseUrl, fetch }: AddressFetching,
  address: string,
  init: { headers?: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  const onlyPublicHosts = !isPrivateHost(new URL(baseUrl).hostname);
  const all = { ...init, credentials: "omit", ...(onlyPublicHosts ? { onlyPublicHosts } : {}) } as const;
  let url = judgedAddress(address, baseUrl);
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, { ...all, redirect: "manual" }).catch(unwrapped);
    // A browser does not show where it is led, and keeps to its own rules on the way.
    if (response.type === "opaqueredirect") return fetch(url, all);
    const target = redirectTarget(response, url);
    if (!target) return response;
    discard(response);
    if (redirects === maxRedirects) throw new RefusedAddressError(`redirects more than ${maxRedirects} times`);
    url = judgedAddress(target.href, baseUrl);
  }
}

/**
 * An address that the network outside may ask for.
 *
 * @param baseUrl - the provider's: one in a private network may be given addresses in it
 * @throws RefusedAddressError
 */
export function judgedAddress(address: string, baseUrl: string): string {
  if (!URL.canParse(address)) throw new RefusedAddressError("is not an address that can be read");
  const { protocol, hostname, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol)) throw new RefusedAddressError(`leads to ${protocol}, which is not fetched`);
  if (username || password) throw new RefusedAddressError("holds a user and password, which no one else is given");
  if (isPrivateHost(hostname) && !isPrivateHost(new URL(baseUrl).hostname))
    throw new RefusedAddressError(`leads into a private network (${hostname}), which a public provider has no part in`);
  return address;
}

/** A refusal of a name that was looked up is the innermost cause of what `fetch` throws. */
function unwrapped(error: unknown): never {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (inner.name === "RefusedAddressError") throw new RefusedAddressError(inner.message);
  }
  throw error;
}
