import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isSeedbedError } from "@seedbed/core";
import { createSegmind } from "@seedbed/segmind";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchWithoutTimeout } from "./fetch-without-timeout.ts";

const posts = new Map<number, number>();
/** Answers each request with the status that its path begins with. */
const server = createServer((request, response) => {
  const status = Number(request.url?.split("/")[1]);
  posts.set(status, (posts.get(status) ?? 0) + 1);
  request.resume().once("end", () => response.writeHead(status, { "content-type": "application/json" }).end("{}"));
});
const { fetch, close } = fetchWithoutTimeout();
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(async () => {
  await close();
  server.close();
});

test("the command's transport sends one POST, whatever it is answered", async () => {
  const { port } = server.address() as AddressInfo;
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);
  const billed: Record<number, string> = {};
  for (const status of statuses) {
    const baseUrl = `http://127.0.0.1:${port}/${status}`;
    const client = createSegmind({ apiKey: "a-key", baseUrl, fetch, maxRetryWaitMs: 0 });
    const error = await client
      .seedreamV3TextToImage({ prompt: "a koi pond", aspect_ratio: "16:9" })
      .catch((error) => error);
    billed[status] = isSeedbedError(error) ? error.billed : String(error);
  }
  expect(statuses.filter((status) => posts.get(status) !== 1)).toEqual([]);
  expect(billed).toMatchObject({ 400: "no", 407: "unknown", 408: "unknown", 421: "no", 425: "no", 500: "unknown" });
});
