import type { lookup } from "node:dns";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { failure } from "../testing/failing.ts";
import { type AddressFetching, fetchAddress, RefusedAddressError } from "./fetch-address.ts";
import { lookupPublicHost } from "./lookup-public-host.ts";
import { runtimeFetch } from "./runtime-fetch.node.ts";

const signal = new AbortController().signal;
const port = { asked: 0 };
const server = createServer((_request, response) => {
  port.asked += 1;
  response.end("inside");
});

async function listening(): Promise<number> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port.asked = 0;
  return (server.address() as AddressInfo).port; // as it listens on a port
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const fetching = (baseUrl: string): AddressFetching => ({ baseUrl, fetch: (url, init) => runtimeFetch(url, init) });

test("a name that is resolved to a private address is refused, and nothing is sent there", async () => {
  const url = `http://localhost:${await listening()}/a.png`;
  const error = (await failure(runtimeFetch(url, { onlyPublicHosts: true }))) as Error; // as fetch throws
  expect(error.cause).toMatchObject({
    name: "RefusedAddressError",
    message: expect.stringContaining("localhost is at "),
  });
  expect(port.asked).toBe(0);
  expect(await (await runtimeFetch(url)).text()).toBe("inside");
});

test("what a look-up refuses is refused as a written address is, and other trouble stays what it is", async () => {
  const thrown = { error: new TypeError("fetch failed", { cause: new RefusedAddressError("leads inside") }) };
  const asked: unknown[] = [];
  const fetch: AddressFetching["fetch"] = async (_url, init) => {
    asked.push(init?.onlyPublicHosts);
    throw thrown.error;
  };
  const ask = (baseUrl: string) => failure(fetchAddress({ baseUrl, fetch }, "https://a.example.com", { signal }));
  expect(await ask("https://api.example.com")).toEqual(new RefusedAddressError("leads inside"));
  thrown.error = new TypeError("fetch failed");
  expect(await ask("http://127.0.0.1:9")).toBe(thrown.error);
  expect(asked).toEqual([true, undefined]);
});

test("one whose base URL is in a private network itself may be led into it", async () => {
  const url = `http://127.0.0.1:${await listening()}/a.png`;
  const response = await fetchAddress(fetching("http://127.0.0.1:9"), url, { signal });
  expect(await response.text()).toBe("inside");
});

test("of the addresses of a name only the public ones are connected to", () => {
  const addresses = ["10.0.0.1", "64:ff9b::808:808", "8.8.8.8", "2606:4700::1111"].map((address) => ({
    address,
    family: address.includes(":") ? 6 : 4,
  }));
  const found = (all: boolean, given: readonly object[], error: Error | null = null) => {
    const answers: unknown[] = [];
    const resolve = ((_name: string, _options: object, done: (...answer: unknown[]) => void) =>
      done(error, given)) as typeof lookup; // as it is called here
    lookupPublicHost("a.example.com", { all }, (...answer) => answers.push(...answer), resolve);
    return answers;
  };
  expect(found(true, addresses)).toEqual([null, addresses.slice(2)]);
  expect(found(false, addresses)).toEqual([null, "8.8.8.8", 4]);
  expect(found(true, addresses.slice(0, 2))).toEqual([
    new RefusedAddressError(
      "leads into a private network (a.example.com is at 10.0.0.1, 64:ff9b::808:808), which a public provider has no part in",
    ),
    "",
  ]);
  const missing = new Error("ENOTFOUND");
  expect(found(true, [], missing)).toEqual([missing, ""]);
});

test("a fetch that was put in the place of the runtime's is called as it is", async () => {
  const seen: unknown[] = [];
  vi.stubGlobal("fetch", async (...all: unknown[]) => {
    seen.push(all);
    return new Response("mocked");
  });
  const init = { onlyPublicHosts: true };
  expect(await (await runtimeFetch("https://a.example.com", init)).text()).toBe("mocked");
  expect(seen).toEqual([["https://a.example.com", init]]);
  vi.unstubAllGlobals();
});

test("an agent of another class, such as a proxy's, is left in its place", async () => {
  const name = Symbol.for("undici.globalDispatcher.1");
  const before: unknown = Reflect.get(globalThis, name);
  const dispatched: unknown[] = [];
  class ProxyAgent {
    dispatch(options: { origin: unknown }, handler: { onError(error: Error): void }) {
      dispatched.push(String(options.origin));
      queueMicrotask(() => handler.onError(new Error("by the proxy")));
      return true;
    }
  }
  Reflect.set(globalThis, name, new ProxyAgent());
  await failure(runtimeFetch("http://images.example.com/a.png", { onlyPublicHosts: true }));
  Reflect.set(globalThis, name, before);
  expect(dispatched).toEqual(["http://images.example.com"]);
});
