import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Handler, type HttpServer, listen } from "./http-server.ts";

let server: HttpServer | undefined;
afterEach(() => server?.close());

/** What comes back for a request to each of the paths, sent in one piece, until the connection ends or all are answered. */
async function pipelined(handler: Handler, ...paths: string[]): Promise<string> {
  server = await listen(handler, { host: "127.0.0.1", port: 0, replaceGlobals: false });
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  const ended = new Promise<void>((resolve) => {
    socket.on("error", (error: NodeJS.ErrnoException) => {
      text += error.code;
    });
    socket.on("close", () => resolve());
  });
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`).join(""));
  const answered = expect.poll(() => text.split("HTTP/1.1").length > paths.length).toBe(true);
  await Promise.race([ended, answered]);
  socket.destroy();
  return text;
}

/** More than leaves at once. */
const LARGE = 200_000;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const answer: Handler = async (request, connection) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/broken") return null;
  if (pathname === "/throws") throw new Error("no canvas");
  if (pathname === "/breaks") {
    await connection.break();
    return new Response("too late");
  }
  if (pathname === "/slow") await wait(100);
  if (pathname === "/large") return new Response("x".repeat(LARGE));
  return new Response(`it is ${pathname}`);
};

test("an answer that came before on the connection is not lost to one that breaks it", async () => {
  for (const path of ["/broken", "/breaks"]) {
    expect(await pipelined(answer, "/first", path)).toMatch(/it is \/first.*ECONNRESET$/s);
    await server?.close();
    expect(await pipelined(answer, "/slow", "/first", path)).toMatch(/it is \/slow.*it is \/first.*ECONNRESET$/s);
    await server?.close();
  }
});

test("nor is the end of a large one", async () => {
  for (const path of ["/broken", "/breaks"]) {
    const text = await pipelined(answer, "/large", "/large", path);
    expect([text.split("x".repeat(LARGE)).length - 1, text.slice(-11)]).toEqual([2, "xECONNRESET"]);
    await server?.close();
  }
});

test("an error of ours is a 500 that says so, and no broken connection", async () => {
  const text = await pipelined(answer, "/throws", "/after");
  expect(text).toMatch(/^HTTP\/1.1 500 .*{"error":"Seedbed emulator: no canvas"}.*it is \/after/s);
});
