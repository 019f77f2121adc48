import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { Clock } from "@seedbed/core";
import { Agent, buildConnector, fetch as undiciFetch } from "undici";

/** What the wire told of one cell's paid POST, by the client's clock; undefined is unknown. */
export interface WireTrace {
  /** When it began to wait for the provider's rate limit. */
  admittedFromMs?: number;
  /** When its (last) POST left. */
  leftMs?: number;
  /** When the headers of the answer were there. */
  headersMs?: number;
  /** Making the connection; 0 where one was open. */
  connectMs?: number;
  /** By the provider's own word, in a header. */
  generationMs?: number;
  /** HTTP status of the (last) answer to it. */
  status?: number;
  /** Host and port. */
  server?: { readonly address: string; readonly port: number };
  /** An emulator answered. */
  emulated?: boolean;
  /** The answer, where it is the picture itself: nothing else keeps that. */
  picture?: Promise<ArrayBuffer>;
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

/** Makes a fetch whose connections are watched. */
export function createMeasuredFetch(clock: Clock): MeasuredFetch {
  const traces = new AsyncLocalStorage<WireTrace>();
  const traceOf = new WeakMap<object, WireTrace>();
  const tookMs = new WeakMap<object, number>();
  const connect = buildConnector({ timeout: 30_000 });
  const dispatcher = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
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

  async function send(trace: WireTrace, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const isPaid = request.method === "POST";
    const body = request.body === null ? null : await request.arrayBuffer();
    const { method, redirect, signal, url } = request;
    const sent = { method, redirect, signal, body, dispatcher, headers: [...request.headers] };
    if (isPaid) begin(trace, url, clock.now());
    const answer = isPaid ? await traces.run(trace, () => undiciFetch(url, sent)) : await undiciFetch(url, sent);
    const headers = [...answer.headers] as [string, string][]; // pairs, in undici's own class
    if (answer.headers.has(emulatorHeader)) trace.emulated = true;
    // The same class under two names: node's types and the web's.
    const stream = answer.body as ReadableStream<Uint8Array<ArrayBuffer>> | null;
    const response = new Response(stream, { status: answer.status, statusText: answer.statusText, headers });
    if (isPaid) told(trace, response, clock.now());
    return response;
  }

  return {
    for: (trace) => (input, init) => send(trace, input, init),
    async close() {
      diagnostics.unsubscribe("undici:request:create", created);
      diagnostics.unsubscribe("undici:client:sendHeaders", sending);
      await dispatcher.destroy();
    },
  };
}

function begin(trace: WireTrace, url: string, nowMs: number): void {
  const { hostname, port, protocol } = new URL(url);
  trace.server = { address: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) };
  trace.leftMs = nowMs;
  for (const earlier of ["headersMs", "connectMs", "generationMs", "status"] as const) delete trace[earlier];
}

function told(trace: WireTrace, response: Response, nowMs: number): void {
  trace.headersMs = nowMs;
  trace.status = response.status;
  const seconds = Number(response.headers.get(generationHeader) ?? Number.NaN);
  if (seconds >= 0) trace.generationMs = seconds * 1000;
  if (response.ok && response.headers.get("content-type")?.startsWith("image/")) {
    trace.picture = response.clone().arrayBuffer();
    trace.picture.catch(() => {}); // who reads the answer says so
  }
}
