import { gzipSync } from "node:zlib";
import type { Script } from "./scripted-server.ts";

type Body = string | Uint8Array | object;

/** Answers whole. An object goes as JSON. */
export function reply(status: number, body: Body = "", headers: Record<string, string> = {}): Script {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  return (response) => {
    response.writeHead(status, { "content-type": raw ? "text/plain" : "application/json", ...headers });
    response.end(raw ? body : JSON.stringify(body));
  };
}

/** One script after another; the last one stays. */
export function inTurn(...scripts: Script[]): Script {
  return (response, seen, count) => scripts[Math.min(count, scripts.length) - 1]?.(response, seen, count);
}

/** Answers each method in its own way. */
export function byMethod(scripts: Record<string, Script>): Script {
  return (response, seen, count) => scripts[seen.method]?.(response, seen, count);
}

/** Never answers. */
export const silence: Script = () => {};

/** Resets the connection once the request is read. */
export const resetBeforeHeaders: Script = (response) => {
  response.socket?.resetAndDestroy();
};

/** Resets within the headers. */
export const resetWithinHeaders: Script = (response) => {
  response.socket?.write("HTTP/1.1 200 OK\r\ncontent-type: appli", () => response.socket?.resetAndDestroy());
};

/** Says that a body follows, sends some of it, and then ends the connection: with a reset, or as if all were well. */
export function cutOff(
  status: number,
  part: Body,
  headers: Record<string, string> = {},
  end: "reset" | "close" = "reset",
): Script {
  return (response) => {
    response.writeHead(status, { "content-length": "5000", ...headers });
    response.flushHeaders();
    const cut = () =>
      setTimeout(() => (end === "reset" ? response.socket?.resetAndDestroy() : response.socket?.end()), 20);
    if (part === "") cut();
    else response.write(typeof part === "string" || part instanceof Uint8Array ? part : JSON.stringify(part), cut);
  };
}

/** Sends a chunk again and again, as fast as it is read or with a pause between, until the client has enough. */
export function flood(
  chunk: Uint8Array | string,
  headers: Record<string, string> = {},
  pauseMs = 0,
  sent = () => {},
): Script {
  return async (response) => {
    let over = false;
    let goOn = () => {};
    response.on("drain", () => goOn());
    response.once("close", () => {
      over = true;
      goOn();
    });
    response.writeHead(200, headers);
    while (!over) {
      const isFull = !response.write(chunk);
      if (isFull && !over)
        await new Promise<void>((next) => {
          goOn = next;
        });
      sent();
      if (pauseMs) await new Promise((next) => setTimeout(next, pauseMs));
    }
  };
}

/** A gigabyte of nothing, packed into one megabyte. */
export function gzipBomb(headers: Record<string, string>): Script {
  const packed = gzipSync(new Uint8Array(8 * 2 ** 20));
  return reply(200, Buffer.concat(Array.from({ length: 128 }, () => packed)), {
    ...headers,
    "content-encoding": "gzip",
  });
}
