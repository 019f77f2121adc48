import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { createHandler, imagesLeft } from "./proxy.ts";

/** What the example's server is given. */
export interface PageServerOptions {
  /** `page.ts`, bundled for a browser. */
  readonly script: string;
  /** An emulator's address of Segmind. @default Segmind itself */
  readonly emulatorUrl?: string;
}

const imagesPerVisitor = 20;

/** Serves the page, its script and the proxy. A framework that takes `(Request) => Promise<Response>` needs the handler alone. */
export async function createPageServer({ script, emulatorUrl }: PageServerOptions): Promise<Server> {
  const handle = createHandler(emulatorUrl);
  const html = await readFile(new URL("./index.html", import.meta.url), "utf8");

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/seedbed/")) return handle(request);
    if (pathname === "/page.js") return new Response(script, { headers: { "content-type": "text/javascript" } });
    if (pathname !== "/") return new Response("There is nothing here.", { status: 404 });
    const visitor = randomUUID();
    imagesLeft.set(visitor, imagesPerVisitor);
    return new Response(html, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "set-cookie": `visitor=${visitor}; HttpOnly; SameSite=Strict; Path=/`,
      },
    });
  }

  /** Async, so that what is not a web request (`TRACE`, `GET //`) ends its own connection and not the process. */
  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    await write(await answer(toRequest(incoming, outgoing)), outgoing);
  }

  return createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
}

/** What came over HTTP as a web request, which is aborted where the caller goes away. */
function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const leaving = new AbortController();
  outgoing.once("close", () => outgoing.writableFinished || leaving.abort());
  const { method = "GET", headers, url = "/" } = incoming;
  // Left open where it is not read to its end, so that the refusal arrives; what remains of it is ignored then.
  const body = incoming.iterator({ destroyOnReturn: false });
  outgoing.once("finish", () => incoming.resume());
  const init = {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    ),
    signal: leaving.signal,
    ...(method === "POST" ? { body: ReadableStream.from(body), duplex: "half" } : {}),
  };
  return new Request(new URL(url, `http://${headers.host}`), init as RequestInit); // a browser's type knows no `duplex`
}

async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (response.body) await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
  else outgoing.end();
}
