import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { createClock, type PublicRequestInit } from "@seedbed/core";
import { afterEach, expect, test } from "vitest";
import { createMeasuredFetch, type MeasuredFetch, type WireTrace } from "./measured-fetch.ts";

let server: Server | undefined;
let fetch: MeasuredFetch | undefined;
afterEach(async () => {
  await fetch?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Asks a server that answers in one way. */
async function ask(answer: RequestListener, init?: RequestInit, trace: WireTrace = {}): Promise<Response> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  fetch = createMeasuredFetch(createClock());
  return fetch.for(trace)(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=1`, init);
}

test("sends what it is given, and what the runtime's fetch would add", async () => {
  const answer = await ask(
    async (request, response) => {
      const body = (await request.toArray()).join("");
      response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
    },
    { method: "POST", headers: { "X-Key": "k", "Content-Type": "application/json" }, body: '{"prompt":"a fox"}' },
  );
  expect(await answer.json()).toMatchObject({
    method: "POST",
    url: "/a?b=1",
    headers: {
      "x-key": "k",
      "content-type": "application/json",
      "content-length": "18",
      accept: "*/*",
      "accept-encoding": "gzip, deflate",
      "user-agent": "node",
    },
    body: '{"prompt":"a fox"}',
  });
});

test.each([
  ["gzip", gzipSync],
  ["X-GZIP", gzipSync],
  ["deflate", deflateSync],
])("reads an answer that is packed by %s", async (encoding, pack) => {
  const answer = await ask((_request, response) =>
    response.writeHead(200, { "content-encoding": encoding }).end(pack("a fox")),
  );
  expect(await answer.text()).toBe("a fox");
});

test.each([204, 304])("takes an answer of %d, which has no body", async (status) => {
  const answer = await ask((_request, response) => response.writeHead(status, { "x-a": "1" }).end());
  expect([answer.status, answer.headers.get("x-a"), await answer.text()]).toEqual([status, "1", ""]);
});

test("gives every cookie, and follows no redirect", async () => {
  const answer = await ask((_request, response) =>
    response.writeHead(302, { location: "/elsewhere", "set-cookie": ["a=1", "b=2"] }).end(),
  );
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([302, ["a=1", "b=2"]]);
});

test("measures the paid POST, and nothing of a GET", async () => {
  const trace: WireTrace = {};
  const answer = await ask(
    (_request, response) =>
      response
        .writeHead(200, { "content-type": "image/png", "x-generation-time": "1.5", "x-seedbed-emulator": "1" })
        .end("an image"),
    { method: "POST", body: "{}" },
    trace,
  );
  expect(await answer.text()).toBe("an image");
  expect(trace).toMatchObject({ status: 200, generationMs: 1500, emulated: true, server: { address: "127.0.0.1" } });
  expect(trace.connectMs).toBeGreaterThan(0);
  expect(trace.headersMs).toBeGreaterThanOrEqual(trace.leftMs ?? Number.NaN);
  expect(Buffer.from((await trace.image) ?? new ArrayBuffer()).toString()).toBe("an image");
  const got: WireTrace = {};
  await (await fetch?.for(got)(answer.url || `http://127.0.0.1:${trace.server?.port}/`))?.arrayBuffer();
  expect(got).toEqual({ emulated: true });
});

test("ends with the caller's own reason, before the answer and within it", async () => {
  const before = new AbortController();
  const waiting = ask(() => before.abort(new Error("enough")), { signal: before.signal });
  await expect(waiting).rejects.toThrow("enough");
  server?.closeAllConnections();
  server?.close();
  const within = new AbortController();
  const answer = await ask((_request, response) => void response.write("a"), { signal: within.signal });
  const reading = answer.text();
  within.abort(new Error("enough now"));
  await expect(reading).rejects.toThrow("enough now");
});

test("says why there was no answer", async () => {
  await expect(ask((request) => request.socket.destroy())).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
});

test.each([407, 408, 421, 425, 503])("a POST that is answered %d was sent once", async (status) => {
  let posts = 0;
  const answer = await ask(
    (request, response) => {
      posts += 1;
      request.resume().once("end", () => response.writeHead(status).end());
    },
    { method: "POST", body: "{}" },
  );
  expect([answer.status, posts]).toEqual([status, 1]);
});

test("what may go to public hosts only goes to no name that is at a private address", async () => {
  fetch = createMeasuredFetch(createClock());
  const init: PublicRequestInit = { onlyPublicHosts: true };
  await expect(fetch.for({})("http://localhost:9/", init)).rejects.toMatchObject({ name: "RefusedAddressError" });
});
