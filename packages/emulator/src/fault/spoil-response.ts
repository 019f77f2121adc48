import type { EmulationClock } from "@seedbed/core/emulation";
import type { Provider } from "../provider.ts";
import type { Fault, OrderedWait } from "./fault.ts";
import { NO_BODY } from "./fault-fields.ts";

/** Real time in which what was written leaves. */
export const FLUSH_MS = 20;

/** Headers that tell a client how long to wait. */
const OF_WAITS = ["retry-after", "x-rate-limit-reset-at-utc"];

const PAGE = "<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>";

/** The answer of a `status` fault. */
export function orderedResponse(
  { status, code, body, headers = {}, wait }: Extract<Fault, { kind: "status" }>,
  own: Pick<Provider, "errorBody" | "errorHeaders">,
  clock: EmulationClock,
): Response {
  // null is a body, too.
  const content = body === undefined ? withWait(own.errorBody(status, code), wait) : body;
  const isText = typeof content === "string";
  const all = new Headers({
    "content-type": isText ? (/^\s*</.test(content) ? "text/html" : "text/plain") : "application/json",
  });
  for (const [name, value] of Object.entries(body === undefined ? own.errorHeaders(status) : {})) {
    // Where the order says how to wait, nothing else does.
    if (wait === undefined || !OF_WAITS.includes(name)) all.set(name, value);
  }
  for (const [name, value] of Object.entries(wait ? waitHeaders(wait, clock) : {})) all.set(name, value);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(NO_BODY.includes(status) ? null : isText ? content : JSON.stringify(content), {
    status,
    headers: all,
  });
}

/** Lets a fault of the body loose on an answer that was made; other faults leave it as it is. */
export async function spoilResponse(
  response: Response,
  fault: Fault,
  clock: EmulationClock,
  breakConnection: () => Promise<void> | void,
): Promise<Response> {
  switch (fault.kind) {
    case "html":
      return new Response(PAGE, { status: fault.status ?? response.status, headers: { "content-type": "text/html" } });
    case "malformed":
      return new Response('{"images": [oops', {
        status: response.status,
        headers: copyHeaders(response, { "content-type": "application/json" }),
      });
    case "mediaType":
      return new Response(await response.arrayBuffer(), {
        status: response.status,
        headers: copyHeaders(response, { "content-type": fault.mediaType }),
      });
    case "truncate": {
      const whole = await response.arrayBuffer();
      const part = whole.slice(0, Math.floor(whole.byteLength * (fault.share ?? 0.5)));
      return new Response(part, { status: response.status, headers: copyHeaders(response) });
    }
    case "slow":
      return new Response(
        drip(new Uint8Array(await response.arrayBuffer()), fault.bytesPerSecond, clock, breakConnection),
        { status: response.status, headers: copyHeaders(response) },
      );
    default:
      return response;
  }
}

/** Sends head and half of the body, then breaks the connection. */
export async function breakMidway(response: Response, breakConnection: () => Promise<void> | void): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        controller.enqueue(whole.subarray(0, Math.ceil(whole.byteLength / 2)));
        return;
      }
      // Time for the first half to leave: a reset drops what still waits.
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      await breakConnection();
      controller.close();
    },
  });
  const headers = copyHeaders(response, { "content-length": String(whole.byteLength) });
  return new Response(body, { status: response.status, headers });
}

function copyHeaders(response: Response, over: Record<string, string> = {}): Headers {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  for (const [name, value] of Object.entries(over)) headers.set(name, value);
  return headers;
}

/** Ten portions a second, so that a slow body moves and does not stall. */
function drip(
  bytes: Uint8Array,
  bytesPerSecond: number,
  clock: EmulationClock,
  breakConnection: () => Promise<void> | void,
): ReadableStream<Uint8Array> {
  const portion = Math.max(1, Math.ceil(bytesPerSecond / 10));
  let offset = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        await clock.sleep((portion / bytesPerSecond) * 1000);
      } catch {
        // The emulator is closed, or put back.
        await breakConnection();
        controller.close();
        return;
      }
      controller.enqueue(bytes.subarray(offset, offset + portion));
      offset += portion;
      if (offset >= bytes.byteLength) controller.close();
    },
  });
}

function waitHeaders({ ms, as }: OrderedWait, clock: EmulationClock): Record<string, string> {
  const until = new Date(clock.now() + ms);
  if (as === "retry-after-seconds") return { "retry-after": String(Math.ceil(ms / 1000)) };
  if (as === "retry-after-date") return { "retry-after": until.toUTCString() };
  if (as === "x-rate-limit-reset-at-utc") return { "x-rate-limit-reset-at-utc": until.toISOString() };
  return {};
}

function withWait(body: unknown, wait: OrderedWait | undefined): unknown {
  if (wait?.as !== "body" || typeof body !== "object" || body === null) return body;
  const text = `Request was throttled. Expected available in ${Math.ceil(wait.ms / 1000)} seconds.`;
  return { ...body, [textKey(body)]: text };
}

const textKey = (body: object) => ["error", "message", "detail"].find((key) => key in body) ?? "message";
