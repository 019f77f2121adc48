import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Installed, installTarballs, run } from "./install-tarballs.ts";
import { nodes } from "./nodes.ts";

/** Counts the POSTs that a server sees for each status of 4xx and 5xx, by the runtime's own fetch: from the client, and through the proxy. */
const program = `
import { createServer } from "node:http";
import { createProxy } from "@seedbed/core/proxy";
import { createSegmind, provider } from "@seedbed/segmind";
const posts = {};
const server = createServer((request, response) => {
  const [, way, status] = request.url.split("/");
  posts[way] ??= {};
  posts[way][status] = (posts[way][status] ?? 0) + 1;
  request.resume().once("end", () => response.writeHead(Number(status), { "content-type": "application/json" }).end("{}"));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = "http://127.0.0.1:" + server.address().port;
const shown = {};
const setUps = {
  direct: (baseUrl) => ({ apiKey: "the-key", baseUrl }),
  proxied(baseUrl, status) {
    const proxy = createProxy({ allow: [{ provider, apiKey: "the-key", baseUrl }], authorize: () => true });
    const fetch = async (url, init) => {
      const response = await proxy(new Request(url, init));
      shown[status] = response.status;
      return response;
    };
    return { proxyUrl: "http://localhost/api/seedbed/segmind", fetch };
  },
};
const outcomes = { direct: {}, proxied: {} };
for (const [way, setUp] of Object.entries(setUps)) {
  for (let status = 400; status < 600; status += 1) {
    const client = createSegmind({ ...setUp(address + "/" + way + "/" + status, status), maxRetryWaitMs: 0 });
    const error = await client.seedreamV3TextToImage({ prompt: "a koi pond", aspect_ratio: "16:9" }).catch((error) => error);
    outcomes[way][status] = error.name + " " + error.billed;
  }
}
server.close();
server.closeAllConnections();
console.log(JSON.stringify({ posts, outcomes, shown }));
`;

let installed: Installed;
beforeAll(async () => {
  installed = await installTarballs(["core", "segmind"]);
  await writeFile(path.join(installed.folder, "one-post.mjs"), program);
});
afterAll(() => installed?.remove());

const statuses = Array.from({ length: 200 }, (_, index) => String(400 + index));
const once = Object.fromEntries(statuses.map((status) => [status, 1]));

describe.each(Object.entries(nodes))("packed, on Node %s", (_version, node) => {
  test("one POST leaves for each status of 4xx and 5xx, also through the proxy", async () => {
    const { stdout } = await run(node, [path.join(installed.folder, "one-post.mjs")], { cwd: installed.folder });
    const { posts, outcomes, shown } = JSON.parse(stdout);
    expect(posts).toEqual({ direct: once, proxied: once });
    for (const way of ["direct", "proxied"]) {
      expect(outcomes[way]).toMatchObject({
        400: "InvalidRequestError no",
        407: "OutcomeUnknownError unknown",
        408: "OutcomeUnknownError unknown",
        421: "ProviderError no",
        425: "ProviderError no",
        500: "OutcomeUnknownError unknown",
      });
    }
    // What a browser sends again by itself, or gives no answer for.
    const kept: unknown[] = Object.values(shown).filter((status) => [407, 408, 421, 425].includes(Number(status)));
    expect(kept).toEqual([]);
  });
});
