import { createClock, type Image, type ImageReference, type SeedbedError } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { ampleMs, createDueClock } from "./due-clock.ts";
import { type Script, type ScriptedServer, withServer } from "./scripted-server.ts";
import { byMethod, cutOff, flood, inTurn, reply, silence } from "./scripts.ts";
import { apiKey, entries, failureOf, jobAnswersOf, png, providers } from "./subjects.ts";

/** How much faster than the wall the clients' clocks run: a result that is kept for an hour is there for three minutes of a busy machine. */
const timeScale = 20;
const asImage = { "content-type": "image/png" };
const good = reply(200, png, asImage);
const html = reply(200, "<!doctype html><p>Sign in", { "content-type": "text/html" });

/** Every paid operation, run to its images. */
const runs = providers.flatMap((provider) =>
  Object.values(provider.operations)
    .filter(({ method }) => method === "POST")
    .map(({ operationId, job }) => ({ name: `${provider.id} ${operationId}`, provider, operation: operationId, job })),
);
type Run = (typeof runs)[number];

/** Makes a generation whose images lie at the given addresses. */
function generate({ provider, operation, job }: Run, urls: string[], options: object = {}, baseUrl?: string) {
  const entry = entries[operation];
  const answer = job
    ? byMethod({ POST: entry?.good ?? silence, GET: jobAnswersOf(provider).finished(...urls) })
    : reply(200, entry?.imageAt?.(...urls) ?? {});
  return withServer(answer, (api) => {
    // A provider at a public address: what is asked of it goes to the server, all else where it says.
    const routed = (url: string, init?: RequestInit) =>
      fetch(baseUrl && url.startsWith(baseUrl) ? url.replace(baseUrl, api.url) : url, init);
    const client = provider.create({
      apiKey,
      baseUrl: baseUrl ?? api.url,
      fetch: routed,
      clock: createClock(timeScale),
      timeoutMs: ampleMs,
      ...options,
    });
    return client.run(operation, entry?.request ?? {}, { pollIntervalMs: 1000 });
  });
}

/** An image host that is well for `/good` and does what the script says elsewhere. */
function withHost(script: Script, run: (host: ScriptedServer) => Promise<void>) {
  let bad = 0;
  return withServer((response, seen, count) => {
    if (seen.path === "/good") return good(response, seen, count);
    bad += 1;
    return script(response, seen, bad);
  }, run);
}

const asked = (host: ScriptedServer, path = "/bad") => host.seen.filter((seen) => seen.path === path);

function expectKept(error: SeedbedError, ...want: (Partial<Image> | ImageReference)[]) {
  expect(error.images).toMatchObject(want);
  expect(error.billed).toBe("yes");
}

describe.each<[name: string, script: Script, error: string, times: number, options?: object]>([
  ["404", reply(404), "NotFoundError", 1],
  ["403", reply(403, "<Error>AccessDenied</Error>"), "NotFoundError", 1],
  ["410", reply(410), "ResultExpiredError", 1],
  ["500 for ever", reply(500), "ProviderError", 4],
  ["HTML in place of an image", html, "ResponseValidationError", 1],
  ["nothing", reply(200, "", asImage), "ResponseValidationError", 1],
  ["silence", silence, "TimeoutError", 1],
  ["a drip", flood("x", asImage, 10), "TimeoutError", 1],
  [
    "more than is allowed",
    flood(Buffer.alloc(10_000), asImage),
    "ResponseValidationError",
    1,
    { maxResponseBytes: 50_000 },
  ],
  ["less than it says, for ever", cutOff(200, png, asImage, "close"), "ConnectionError", 4],
  ["a redirect to a file", reply(302, "", { location: "file:///etc/passwd" }), "ResponseValidationError", 1],
  ["a redirect to nowhere", reply(302), "NotFoundError", 1],
  ["a loop", reply(302, "", { location: "/bad" }), "ResponseValidationError", 6],
])("a download that meets %s", (_name, script, name, times, options) => {
  test.concurrent.each(runs)("$name: says where the paid image lies, and keeps the other", async (run) => {
    await withHost(script, async (host) => {
      const urls = [`${host.url}/good`, `${host.url}/bad`];
      // What ends by the time alone ends once both are asked for.
      const clock = createDueClock(() => asked(host).length > 0 && asked(host, "/good").length > 0, timeScale);
      const limits = name === "TimeoutError" ? { clock } : options;
      const error = await failureOf(generate(run, urls, limits));
      expect(error).toMatchObject({ name, job: run.job ? { taskId: "task-1" } : undefined });
      expectKept(error, { width: 4, height: 3 }, { url: `${host.url}/bad` });
      expect(asked(host)).toHaveLength(times);
      expect(JSON.stringify(host.seen)).not.toContain(apiKey);
    });
  });
});

test.concurrent.each(runs)("$name: a download that is cut off each time is kept, and said to be", async (run) => {
  // The one says that it ends there, the other ends where the connection does.
  const closed: Script = (response) => {
    response.removeHeader("transfer-encoding");
    response.writeHead(200, asImage);
    response.write(png.subarray(0, 40));
    response.end();
  };
  for (const script of [reply(200, png.subarray(0, 40), asImage), closed]) {
    await withHost(script, async (host) => {
      const { images, drift } = await generate(run, [`${host.url}/good`, `${host.url}/bad`]);
      const cut = { width: 4, height: 3, sizeBytes: 40, truncated: true, url: `${host.url}/bad` };
      expect(images).toMatchObject([{ sizeBytes: png.length }, cut]);
      expect(drift).toContainEqual(expect.objectContaining({ field: "images[1]" }));
      expect(asked(host)).toHaveLength(4);
      expect(JSON.stringify(host.seen)).not.toContain(apiKey);
    });
  }
});

describe("a download that breaks off", () => {
  const cut = 30;
  const whole = { ...asImage, "content-length": String(png.length), etag: '"v1"' };
  const first = (headers: object) => cutOff(200, png.subarray(0, cut), { ...whole, ...headers });
  const rest = (range = `bytes ${cut}-${png.length - 1}/${png.length}`) =>
    reply(206, png.subarray(cut), { ...asImage, "content-range": range });
  const ranges = { "accept-ranges": "bytes" };

  test.concurrent.each<[name: string, scripts: Script[], ranges: (string | undefined)[]]>([
    ["is resumed where the server can", [first(ranges), rest()], [undefined, `bytes=${cut}-`]],
    ["is begun anew where the server cannot", [first({}), good], [undefined, undefined]],
    ["is begun anew where the image has changed", [first(ranges), good], [undefined, `bytes=${cut}-`]],
    [
      "is begun anew where the part does not fit",
      [first(ranges), rest(`bytes 0-9/${png.length}`), good],
      [undefined, `bytes=${cut}-`, undefined],
    ],
    [
      "is begun anew where the range is refused",
      [first(ranges), reply(416), good],
      [undefined, `bytes=${cut}-`, undefined],
    ],
  ])("%s", async (_name, scripts, wanted) => {
    for (const run of runs) {
      await withHost(inTurn(...scripts), async (host) => {
        const { images } = await generate(run, [`${host.url}/bad`]);
        expect(Buffer.from(images[0]?.bytes ?? [])).toEqual(png);
        expect(asked(host).map(({ headers }) => headers.range)).toEqual(wanted);
        expect(asked(host)[1]?.headers["if-range"]).toBe(wanted[1] && '"v1"');
        expect(JSON.stringify(host.seen)).not.toContain(apiKey);
      });
    }
  });
});

test.concurrent.each(runs)("$name: a redirect to another host is followed, without the key", async (run) => {
  await withHost(good, (other) =>
    withHost(reply(302, "", { location: `${other.url}/there` }), async (host) => {
      expect((await generate(run, [`${host.url}/bad`])).images).toHaveLength(1);
      expect(asked(other, "/there")).toHaveLength(1);
      expect(JSON.stringify([...host.seen, ...other.seen])).not.toContain(apiKey);
    }),
  );
});

describe("a public provider that points into a private network", () => {
  const publicUrl = "https://api.example.com";
  const hosts = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "[::1]",
    "localhost",
    "[::ffff:127.0.0.1]",
    "2130706433",
  ];

  test.concurrent.each(runs)("$name: is refused without a request, and the address is kept", async (run) => {
    await withHost(good, async (host) => {
      const { port } = new URL(host.url);
      for (const name of hosts) {
        const url = `http://${name}:${port}/latest`;
        const error = await failureOf(generate(run, [url], {}, publicUrl));
        expect(error.name).toBe("ResponseValidationError");
        expect(error.message).toContain("private network");
        expectKept(error, { url });
      }
      expect(host.seen).toEqual([]);
    });
  });
});
