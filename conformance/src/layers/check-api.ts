import type { Provider } from "@seedbed/core";
import { InputError } from "../input-error.ts";
import type { CheckDestination } from "../run/check-options.ts";

/**
 * Asks another host one thing, without a key, before it is judged: a mistyped address shows as a web page where an API should
 * be, or leads elsewhere.
 *
 * @throws InputError where it does
 */
export async function checkApi({ id, operations }: Provider, { client, closed }: CheckDestination): Promise<void> {
  const [first] = Object.values(operations);
  if (client.baseUrl === undefined || closed !== undefined || !first) return;
  const address = String(client.baseUrl).replace(/\/+$/, "");
  const response = await (client.fetch ?? fetch)(address + first.path, {
    method: first.method,
    redirect: "manual",
    signal: AbortSignal.timeout(Math.min(client.timeoutMs ?? 10_000, 10_000)),
  }).catch(() => undefined); // each case will say
  await response?.body?.cancel().catch(() => {}); // what breaks off meanwhile is not wanted
  if (!response || response.status >= 500) return;
  if (response.headers.get("content-type")?.startsWith("text/html"))
    throw new InputError(
      `The base URL ${address} of ${id} answers a web page to ${first.path}: it is not the address of its API.`,
    );
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null)
    throw new InputError(
      `The base URL ${address} of ${id} answers ${first.path} with ${response.status} to ${location}, and no redirect is followed: give the address that it leads to.`,
    );
}
