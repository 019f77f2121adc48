import { type EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { getRequestListener, RequestError } from "@hono/node-server";
import { FLUSH_MS } from "./fault/spoil-response.ts";
import { brokenHere } from "./our-error.ts";

/** What a request came by. */
export interface Connection {
  /** Breaks it, once the answers before this one are sent: whatever answer comes back then is not. */
  break(): Promise<void> | void;
  /** Sets a header of the answer, for a fraction of what it costs on a Response. Absent where there is but the Response. */
  setHeader?(name: string, value: string): void;
  readonly remoteAddress?: string | undefined;
  readonly localAddress?: string | undefined;
  /** What stood before the provider's path, where it is not the mount. */
  readonly prefix?: string;
}

/** Answers a request, or gives null where the connection is broken or to be dropped. */
export type Handler = (request: Request, connection: Connection) => Promise<Response | null>;

export interface HttpServer {
  readonly url: string;
  /** Drops every connection at once. */
  close(): Promise<void>;
}

/** Marks for the listener an answer that is not its to write. */
const NOTHING_TO_SEND = { headers: { "x-hono-already-sent": "true" } };

export interface Address {
  readonly host: string;
  readonly port: number;
  /** Of the process: its own Request and Response give way to lighter ones. */
  readonly replaceGlobals: boolean;
}

let turn: Promise<void> | undefined;

/** Resolves once the requests that have come in this turn of the event loop are all looked at. */
function endOfTurn(): Promise<void> {
  turn ??= setImmediate().then(() => {
    turn = undefined;
  });
  return turn;
}

/** Resolves once all that was asked before on the same connection is answered, or the connection is gone. */
async function turnOf(
  outgoing: EventEmitter & { readonly socket: unknown; readonly destroyed: boolean },
): Promise<void> {
  await endOfTurn();
  // Node gives an answer the connection when those before it are written.
  if (outgoing.socket !== null || outgoing.destroyed) return;
  await Promise.race([once(outgoing, "socket"), once(outgoing, "close")]);
}

/** Resolves once what was written has had time to leave: a reset drops what still waits, in the system's buffers too. */
async function flushed(socket: Socket): Promise<void> {
  do await setTimeout(FLUSH_MS);
  while (socket.writableLength > 0 && !socket.destroyed);
  // A client in this process, as in a test, reads between the turns of the event loop, however long they take.
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
}

/** Serves a handler on node:http. */
export async function listen(handler: Handler, { host, port, replaceGlobals }: Address): Promise<HttpServer> {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      // Those before it are not all written.
      const hasEarlier = outgoing.socket === null;
      const connection: Connection = {
        async break() {
          await turnOf(outgoing);
          if (hasEarlier) await flushed(incoming.socket);
          incoming.socket?.resetAndDestroy();
        },
        setHeader: (name, value) => void outgoing.setHeader(name, value),
        remoteAddress: incoming.socket?.remoteAddress,
        localAddress: incoming.socket?.localAddress,
      };
      const response = await handler(request, connection).catch((error: unknown) =>
        // The client may be gone while its request is read.
        incoming.socket?.destroyed === false ? brokenHere(error) : null,
      );
      if (response !== null) {
        // Written one after the other, answers wake the client once for all of them; to wake it costs more than to answer.
        await endOfTurn();
        return response;
      }
      await connection.break();
      return new Response(null, NOTHING_TO_SEND);
    },
    {
      overrideGlobalObjects: replaceGlobals,
      errorHandler: (error) => new Response(null, { status: error instanceof RequestError ? 400 : 500 }),
    },
  );
  const server = createServer({ keepAliveTimeout: 5_000 }, (incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  // A server that listens on a port has an address, and it is not a pipe's name.
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${given}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
