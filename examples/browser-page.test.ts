import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { createPageServer } from "./browser-page/server.ts";

test("the page's server outlives requests that no web request can be made of", async () => {
  vi.stubEnv("SEGMIND_API_KEY", "any");
  const server = await createPageServer({ script: "", emulatorUrl: "http://127.0.0.1:9" });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const answerTo = (head: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.end(`${head}\r\nConnection: close\r\n\r\n`);
    return text(socket);
  };
  for (const head of ["GET // HTTP/1.1\r\nHost: a", "TRACE / HTTP/1.1\r\nHost: a", "GET / HTTP/1.1\r\nHost: ["])
    expect(await answerTo(head)).toBe("");
  expect(await answerTo("GET / HTTP/1.1\r\nHost: a")).toMatch(/^HTTP\/1\.1 200/);
  server.close();
  vi.unstubAllEnvs();
});
