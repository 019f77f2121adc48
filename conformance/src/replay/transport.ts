import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Fetch } from "@seedbed/core";
import nock from "nock";
import type { Exchange } from "../fixture/fixture.ts";
import { InputError } from "../input-error.ts";

// To import it is to switch it on, for the whole process; a replay switches it on for as long as it takes.
nock.restore();

/** The request of an exchange as the client sent it. */
export interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Serves the exchanges of a fixture to a client. */
export interface Transport {
  /** What the client is given as `fetch`; absent where it is caught at the network. */
  readonly fetch?: Fetch;
  /** Ends it: nothing is served any more. */
  close(): void;
}

/** What a transport serves. */
export interface Serving {
  readonly exchanges: readonly Exchange[];
  /** What the paths of the exchanges stand below. */
  readonly baseUrl: string;
  /** The folder whose `images` the exchanges name. */
  readonly folder: string;
  readonly see: (request: SentRequest) => void;
}

/** Serves at the network, under the runtime's own fetch: as close to the real thing as a file can be. */
export async function openNetwork(serving: Serving): Promise<Transport> {
  const bodies = await Promise.all(serving.exchanges.map((exchange) => bodyOf(exchange, serving.folder)));
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  for (const [index, exchange] of serving.exchanges.entries()) {
    const url = urlOf(exchange, serving.baseUrl);
    const body = bodies[index];
    nock(url.origin)
      .intercept(url.pathname + url.search, exchange.request.method)
      .reply(async (request: Request) => {
        serving.see(await sentIn(request));
        return [exchange.response.status, body, headersOf(exchange)];
      });
  }
  return {
    close() {
      nock.cleanAll();
      nock.enableNetConnect();
      nock.restore();
    },
  };
}

/** Serves by an injected fetch, without a network below it: for many replays in little time. */
export async function openInProcess(serving: Serving): Promise<Transport> {
  const waiting = await Promise.all(
    serving.exchanges.map(async (exchange) => ({
      exchange,
      url: urlOf(exchange, serving.baseUrl).href,
      body: await bodyOf(exchange, serving.folder),
    })),
  );
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const index = waiting.findIndex(
        ({ exchange, url }) => url === request.url && exchange.request.method === request.method,
      );
      const [next] = index < 0 ? [] : waiting.splice(index, 1);
      if (!next) throw new TypeError(`No exchange is left for ${request.method} ${request.url}.`);
      serving.see(await sentIn(request));
      const { status } = next.exchange.response;
      const isEmpty = status === 204 || status === 304;
      return new Response(isEmpty ? null : next.body, { status, headers: headersOf(next.exchange) });
    },
    close() {},
  };
}

async function sentIn(request: Request): Promise<SentRequest> {
  return { headers: Object.fromEntries(request.headers), body: parsed(await request.text()) };
}

function urlOf({ request }: Exchange, baseUrl: string): URL {
  return new URL(request.url ?? request.path ?? "/", baseUrl);
}

async function bodyOf({ response }: Exchange, folder: string): Promise<string | Buffer<ArrayBuffer>> {
  if (response.image !== undefined) {
    const file = path.join(folder, "images", response.image);
    return readFile(file).catch(() => {
      throw new InputError(`The image ${file} cannot be read.`);
    });
  }
  return response.text ?? (response.json === undefined ? "" : JSON.stringify(response.json));
}

function headersOf({ response }: Exchange): Record<string, string> {
  return { ...(response.json === undefined ? {} : { "content-type": "application/json" }), ...response.headers };
}

/** The JSON of a text, the text itself where it is none, and nothing where it is empty. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}
