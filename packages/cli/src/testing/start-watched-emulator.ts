import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmulatorOptions } from "@seedbed/emulator";
import { startTestEmulator } from "./start-test-emulator.ts";

/** An emulator behind a gate that counts the paid POSTs of each prompt at each provider. */
export async function startWatchedEmulator(options: EmulatorOptions) {
  const emulator = await startTestEmulator(options);
  const posts = new Map<string, number>();
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk);
    } catch {
      return; // its sender was killed
    }
    const body = Buffer.concat(chunks);
    const { method = "GET", url = "/" } = incoming;
    if (method === "POST") {
      const key = `${url.split("/")[1]} ${JSON.parse(body.toString()).prompt}`;
      posts.set(key, (posts.get(key) ?? 0) + 1);
    }
    const headers = Object.entries(incoming.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    );
    const answer = await fetch(`${emulator.url}${url}`, {
      method,
      headers: Object.fromEntries(headers) as Record<string, string>, // one value each
      ...(body.length > 0 ? { body } : {}),
    }).catch(() => undefined);
    if (!answer) return void outgoing.destroy();
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    ...emulator,
    posts,
    flags: [
      ...Object.keys(emulator.baseUrls).flatMap((id) => ["--base-url", `${id}=http://127.0.0.1:${port}/${id}`]),
      "--time-scale",
      String(options.timeScale ?? 100),
    ],
    async close() {
      server.closeAllConnections();
      server.close();
      await emulator.close();
    },
  };
}
