import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { getRequestListener, RequestError } from "@hono/node-server";

/** What a request came by. */
export interface Connection {
  /** Breaks it: whatever answer comes back then is not sent. */
  break(): void;
  /** Sets a header of the answer, for a fraction of what it costs on a Response. Absent where there is but the Response. */
  setHeader?(name: string, value: string): void;
  readonly remoteAddress?: string | undefined;
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

/** Serves a handler on node:http. */
export async function listen(handler: Handler, { host, port, replaceGlobals }: Address): Promise<HttpServer> {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const connection: Connection = {
        break: () => incoming.socket?.resetAndDestroy(),
        setHeader: (name, value) => void outgoing.setHeader(name, value),
        remoteAddress: incoming.socket?.remoteAddress,
      };
      // The client may be gone while its request is read.
      const response = await handler(request, connection).catch(() => null);
      if (response !== null) {
        // Written one after the other, answers wake the client once for all of them; to wake it costs more than to answer.
        await endOfTurn();
        return response;
      }
      connection.break();
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
  // A server that listens on a port has an address, and it is no pipe's name.
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
