import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { Clock, PublicRequestInit } from "@seedbed/core";
import { lookupPublicHost } from "@seedbed/core/node";
import { Agent, buildConnector, type Dispatcher, request as sendRequest } from "undici";

/** What the wire told of one cell's paid POST, by the client's clock; undefined is unknown. */
export interface WireTrace {
  /** When it began to wait for the provider's rate limit. */
  admittedFromMs?: number;
  /** When its (last) POST left. */
  leftMs?: number;
  /** When the headers of the answer were there. */
  headersMs?: number;
  /** CaseContext the connection; 0 where one was open. */
  connectMs?: number;
  /** By the provider's own word, in a header. */
  generationMs?: number;
  /** HTTP status of the (last) answer to it. */
  status?: number;
  /** Host and port. */
  server?: { readonly address: string; readonly port: number };
  /** An emulator answered. */
  emulated?: boolean;
  /** The answer, where it is the image itself: nothing else keeps that. */
  image?: Promise<ArrayBuffer>;
}

/** A fetch that measures, with connections of its own; the runtime's gives up after five minutes. */
export interface MeasuredFetch {
  /** The fetch of one cell, which fills its trace. */
  for(trace: WireTrace): typeof globalThis.fetch;
  /** Drops the connections. */
  close(): Promise<void>;
}

const emulatorHeader = "x-seedbed-emulator";
/** Segmind's; its unit is not documented, and seconds are likely. */
const generationHeader = "x-generation-time";

/** What the runtime's fetch adds to the headers that it is given. */
const unasked = { accept: "*/*", "accept-encoding": "gzip, deflate", "user-agent": "node" };
const encodings: Readonly<Record<string, "gzip" | "deflate">> = { gzip: "gzip", "x-gzip": "gzip", deflate: "deflate" };
/** Statuses that a `Response` takes no body for. */
const hasNoBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** Makes a fetch whose connections are watched. */
export function createMeasuredFetch(clock: Clock): MeasuredFetch {
  const traces = new AsyncLocalStorage<WireTrace>();
  const traceOf = new WeakMap<object, WireTrace>();
  const tookMs = new WeakMap<object, number>();
  const connect = buildConnector({ timeout: 30_000 });
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const toPublicHosts = new Agent({ ...limits, connect: { timeout: 30_000, lookup: lookupPublicHost } });
  const dispatcher = new Agent({
    ...limits,
    connect(options, done) {
      const beganMs = clock.now();
      connect(options, (...outcome) => {
        if (outcome[1]) tookMs.set(outcome[1], clock.now() - beganMs);
        done(...outcome);
      });
    },
  });
  const created = (message: unknown) => {
    const trace = traces.getStore();
    if (trace) traceOf.set((message as { request: object }).request, trace); // as undici documents the channel
  };
  const sending = (message: unknown) => {
    const { request, socket } = message as { request: object; socket: object }; // as undici documents the channel
    const trace = traceOf.get(request);
    if (!trace) return;
    trace.connectMs = tookMs.get(socket) ?? 0;
    tookMs.delete(socket);
  };
  diagnostics.subscribe("undici:request:create", created);
  diagnostics.subscribe("undici:client:sendHeaders", sending);

  async function send(trace: WireTrace, input: RequestInfo | URL, init?: PublicRequestInit): Promise<Response> {
    const parts = await partsOf(input, init);
    const { method, url } = parts;
    const isPaid = method === "POST";
    const ask = () => sendRequest(url, { ...parts, dispatcher: init?.onlyPublicHosts ? toPublicHosts : dispatcher });
    if (isPaid) begin(trace, url, clock.now());
    const response = responseOf(isPaid ? await traces.run(trace, ask) : await ask());
    if (response.headers.has(emulatorHeader)) trace.emulated = true;
    if (isPaid) noteAnswer(trace, response, clock.now());
    return response;
  }

  return {
    for: (trace) => (input, init) => send(trace, input, init),
    async close() {
      diagnostics.unsubscribe("undici:request:create", created);
      diagnostics.unsubscribe("undici:client:sendHeaders", sending);
      await Promise.all([dispatcher.destroy(), toPublicHosts.destroy()]);
    },
  };
}

/** What is sent. A Request is read as it is: a copy would be at hand as long as its answer is waited for. */
async function partsOf(input: RequestInfo | URL, { signal, ...init }: RequestInit = {}) {
  const isWhole = input instanceof Request && Object.keys(init).length === 0;
  const request = isWhole ? input : new Request(input, init);
  return {
    url: request.url,
    method: request.method as Dispatcher.HttpMethod, // any that fetch takes
    headers: { ...unasked, ...Object.fromEntries(request.headers) },
    body: request.body && new Uint8Array(await request.arrayBuffer()),
    signal: signal ?? request.signal,
  };
}

/** The answer as fetch gives it. */
function responseOf({ statusCode: status, statusText, headers, body }: Dispatcher.ResponseData): Response {
  const pairs = Object.entries(headers).flatMap(([name, values = []]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  const init = { status, statusText, headers: pairs };
  if (hasNoBody.has(status)) {
    body.dump().catch(() => {}); // there is none
    return new Response(null, init);
  }
  const encoding = encodings[String(headers["content-encoding"]).toLowerCase()];
  // The same class under two names: node's types and the web's.
  const stream = (body as { body: unknown }).body as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(encoding ? stream.pipeThrough(new DecompressionStream(encoding)) : stream, init);
}

function begin(trace: WireTrace, url: string, nowMs: number): void {
  const { hostname, port, protocol } = new URL(url);
  trace.server = { address: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) };
  trace.leftMs = nowMs;
  for (const earlier of ["headersMs", "connectMs", "generationMs", "status"] as const) delete trace[earlier];
}

function noteAnswer(trace: WireTrace, response: Response, nowMs: number): void {
  trace.headersMs = nowMs;
  trace.status = response.status;
  const seconds = Number(response.headers.get(generationHeader) ?? Number.NaN);
  if (seconds >= 0) trace.generationMs = seconds * 1000;
  if (response.ok && response.headers.get("content-type")?.startsWith("image/")) {
    trace.image = response.clone().arrayBuffer();
    trace.image.catch(() => {}); // who reads the answer says so
  }
}
