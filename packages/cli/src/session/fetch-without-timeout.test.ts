import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PublicRequestInit } from "@seedbed/core";
import { afterEach, expect, test } from "vitest";
import { fetchWithoutTimeout } from "./fetch-without-timeout.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server whose answers never end. */
async function endless(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const block = Buffer.alloc(64 * 1024, " ");
    const more = () => {
      while (!response.destroyed && response.write(block)) {}
    };
    response.on("drain", more);
    more();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("an answer that does not end is given up when the caller's signal says so, also while it is read", async () => {
  const { fetch, close } = fetchWithoutTimeout();
  closing.push(close);
  const stop = new AbortController();
  const response = await fetch(await endless(), { signal: stop.signal });
  let bytes = 0;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > 2 ** 20) stop.abort(new Error("enough"));
    }
  })();
  await expect(reading).rejects.toThrow();
  expect(bytes).toBeGreaterThan(2 ** 20);
});

test("what may go to public hosts only goes to no name that is at a private address", async () => {
  const { fetch, close } = fetchWithoutTimeout();
  closing.push(close);
  const { port } = new URL(await endless());
  const init: PublicRequestInit = { onlyPublicHosts: true };
  await expect(fetch(`http://localhost:${port}/`, init)).rejects.toMatchObject({
    cause: { name: "RefusedAddressError", message: expect.stringContaining("localhost is at ") },
  });
  const response = await fetch(`http://localhost:${port}/`);
  await response.body?.cancel();
});
