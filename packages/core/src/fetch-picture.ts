import type { ClientContext } from "./client-context.ts";
import { isPrivateHost } from "./private-host.ts";
import { discard, mostRedirects, redirectTarget } from "./redirect.ts";

/** An address that must not be asked; its message says why, to follow the address. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

/**
 * Fetches what an answer points at, without the key. Redirects are followed by hand, as each address is judged before it
 * is asked.
 *
 * @throws RefusedAddressError
 */
export async function fetchPicture(
  context: ClientContext,
  address: string,
  init: { headers: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  let url = judged(context, address);
  for (let redirects = 0; ; redirects += 1) {
    const response = await context.fetch(url, { ...init, credentials: "omit", redirect: "manual" });
    // A browser does not show where it is led, and keeps to its own rules on the way.
    if (response.type === "opaqueredirect") return context.fetch(url, { ...init, credentials: "omit" });
    const target = redirectTarget(response, url);
    if (!target) return response;
    discard(response);
    if (redirects === mostRedirects) throw new RefusedAddressError(`redirects more than ${mostRedirects} times`);
    url = judged(context, target.href);
  }
}

function judged(context: ClientContext, address: string): string {
  const refuse = (why: string) => new RefusedAddressError(why);
  if (!URL.canParse(address)) throw refuse("is no address that can be read");
  const { protocol, hostname, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol)) throw refuse(`leads to ${protocol}, which is not fetched`);
  if (username || password) throw refuse("leads to one with a user and password, which is not fetched");
  if (isPrivateHost(hostname) && !isPrivateHost(new URL(context.baseUrl).hostname))
    throw refuse(`leads into a private network (${hostname}), which a public provider has no part in`);
  return address;
}
