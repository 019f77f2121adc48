import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fetch } from "@seedbed/core";
import { createSegmind } from "@seedbed/segmind";
import { Agent, ProxyAgent, fetch as undiciFetch } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC", "base64");
const request = { prompt: "a koi pond", aspect_ratio: "16:9" } as const;

let bodies: string[];
let baseUrl: string;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  bodies = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    bodies.push(body);
    outgoing.writeHead(200, { "content-type": "image/png" }).end(png);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => server.close());
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An Agent of npm's undici, which is of a later version than the runtime's. */
function agent(): Agent {
  const made = new Agent();
  closing.push(() => made.destroy());
  return made;
}

test.each<[string, () => Fetch]>([
  ["undici's own fetch", () => undiciFetch as never], // its types are of its own version
  [
    "undici's own fetch with an Agent",
    () => {
      const dispatcher = agent();
      return (url, init) => undiciFetch(url, { ...(init as object), dispatcher }) as never; // see above
    },
  ],
])("%s carries the call", async (_name, fetch) => {
  const { images } = await createSegmind({ apiKey: "a-key", baseUrl, fetch: fetch() }).seedreamV3TextToImage(request);
  expect(images).toMatchObject([{ width: 4, height: 3 }]);
  expect(bodies.map((body) => JSON.parse(body))).toEqual([request]);
});

test("an Agent that the runtime's fetch cannot use sends nothing, and the error says so", async () => {
  const dispatcher = agent();
  const fetch: Fetch = (url, init) => globalThis.fetch(url, { ...init, dispatcher } as never); // it is what the runtime cannot use
  const client = createSegmind({ apiKey: "a-key", baseUrl, fetch });
  await expect(client.seedreamV3TextToImage(request)).rejects.toMatchObject({
    name: "ConnectionError",
    billed: "no",
    message: expect.stringContaining("invalid onRequestStart method"),
  });
  expect(bodies).toEqual([]);
});

test.each([407, 403, 502])("a proxy that refuses the tunnel with %i has let nothing pass", async (status) => {
  const asked: string[] = [];
  const proxy = createServer().on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const dispatcher = new ProxyAgent(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  closing.push(
    () => dispatcher.destroy(),
    () => proxy.close(),
  );
  const fetch: Fetch = (url, init) => undiciFetch(url, { ...(init as object), dispatcher }) as never; // see above
  const client = createSegmind({ apiKey: "a-key", baseUrl: "https://api.acme.invalid", fetch });
  await expect(client.seedreamV3TextToImage(request)).rejects.toMatchObject({
    name: "ConnectionError",
    billed: "no",
    message: expect.stringContaining(`Proxy response (${status})`),
  });
  expect(asked).toEqual(Array(3).fill("api.acme.invalid:443"));
});
