import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** What the server saw of one request. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** By `performance.now()`. */
  readonly atMs: number;
}

/** What the server does with a request that it has read whole; `count` is 1 for the first of its method. */
export type Script = (response: ServerResponse, seen: Seen, count: number) => void | Promise<void>;

/** A server on loopback that does what a script says and keeps what it saw. */
export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  posts(): number;
  /** Connections that stand open. */
  open(): number;
  /** Resolves when every request that was begun is over and no connection is busy; to false where that does not come. */
  quiet(): Promise<boolean>;
}

/** Starts a server for as long as `run` takes. */
export async function withServer<T>(
  script: Script,
  run: (server: ScriptedServer) => Promise<T>,
  tls?: { key: string; cert: string },
): Promise<T> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let busy = 0;
  const listener: Parameters<typeof createServer>[1] = async (request, response) => {
    busy += 1;
    response.once("close", () => {
      busy -= 1;
    });
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // the client went away before it had said everything
    }
    const { method = "", url = "", headers } = request;
    const entry = { method, path: url, headers, body: Buffer.concat(chunks).toString(), atMs: performance.now() };
    seen.push(entry);
    await script(response, entry, seen.filter((one) => one.method === method).length);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  try {
    return await run({
      url: `http${tls ? "s" : ""}://127.0.0.1:${port}`,
      seen,
      posts: () => seen.filter(({ method }) => method === "POST").length,
      open: () => sockets.size,
      async quiet() {
        for (const ends = performance.now() + 60_000; busy > 0; await new Promise((next) => setTimeout(next, 5)))
          if (performance.now() > ends) return false;
        return true;
      },
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
}
