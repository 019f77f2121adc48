import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A GIF of 4 x 3 pixels. */
const image = Buffer.from([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 0x3b]);

/** A server of a provider that answers each POST as said, and each GET with an image. */
export async function startAnsweringServer(provider: string, answer: (response: ServerResponse, url: string) => void) {
  let posts = 0;
  const server = createServer(async (request, response) => {
    request.resume();
    await once(request, "end").catch(() => {});
    if (request.method !== "POST") return void response.writeHead(200, { "content-type": "image/gif" }).end(image);
    posts += 1;
    answer(response, url);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}`;
  return {
    flags: ["--base-url", `${provider}=${url}`],
    posts: () => posts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
