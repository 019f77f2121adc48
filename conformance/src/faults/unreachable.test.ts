import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, test } from "vitest";
import { withServer } from "./scripted-server.ts";
import { reply } from "./scripts.ts";
import { selfSigned } from "./self-signed.ts";
import { failureOf, paid, subjects } from "./subjects.ts";

type Run = (url: string) => Promise<void>;

/** Listens for as long as `run` takes. */
async function listening(server: ReturnType<typeof createServer>, run: Run, scheme = "https"): Promise<void> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => {})));
  server.on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  try {
    await run(`${scheme}://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

async function closedPort(run: Run): Promise<void> {
  const url = await withServer(reply(200), async (server) => server.url);
  await run(url);
}

const faults: [string, (run: Run) => Promise<void>][] = [
  ["DNS that knows no such host", (run) => run("https://no-such-host.invalid")],
  ["a connection that is refused", closedPort],
  [
    "TLS to a server that speaks none",
    (run) => withServer(reply(200), (server) => run(server.url.replace("http:", "https:"))),
  ],
  ["a certificate that no one vouches for", (run) => withServer(reply(200), (server) => run(server.url), selfSigned)],
  ["a server without a certificate", (run) => listening(createTlsServer({}), run)],
  [
    "a connection that ends within the handshake",
    (run) =>
      listening(
        createServer((socket) => socket.end()),
        run,
      ),
  ],
];

describe.each(faults)("%s", (_name, arrange) => {
  test.each(subjects)("$name: tried three times, then billed no", async (subject) => {
    await arrange(async (url) => {
      let tries = 0;
      const counting: typeof fetch = (...all) => {
        tries += 1;
        return fetch(...all);
      };
      const error = await failureOf(subject.call(url, { fetch: counting }));
      expect(error).toMatchObject({ name: "ConnectionError", billed: "no" });
      expect(tries).toBe(3);
    });
  });
});

test.each(paid)("$name: succeeds with one POST once the server is there", async (subject) => {
  await closedPort((nowhere) =>
    withServer(subject.good, async (server) => {
      let tries = 0;
      const late: typeof fetch = (input, init) => {
        tries += 1;
        return tries === 1 ? fetch(nowhere, { method: "POST" }) : fetch(input, init);
      };
      await subject.call(server.url, { fetch: late });
      expect([tries, server.posts()]).toEqual([2, 1]);
    }),
  );
});
