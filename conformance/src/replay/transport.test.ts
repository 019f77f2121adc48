import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Fetch } from "@seedbed/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Exchange } from "../fixture/fixture.ts";
import { openInProcess, openNetwork, parsed, type SentRequest } from "./transport.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-transport-"));
  await mkdir(path.join(folder, "images"));
  await writeFile(path.join(folder, "images/a.png"), new Uint8Array([1, 2, 255]));
});
afterAll(() => rm(folder, { recursive: true }));

const baseUrl = "https://api.acme.test";
const exchange = (request: Partial<Exchange["request"]>, response: Partial<Exchange["response"]>): Exchange => ({
  request: { method: "GET", ...request },
  response: { status: 200, ...response },
});

/** A client takes neither an error nor a status of 500 and more for an answer. */
const isRefused = (asked: Promise<Response>) =>
  asked.then(
    ({ status }) => status >= 500,
    () => true,
  );

describe.each([
  ["at the network", openNetwork],
  ["in the process", openInProcess],
] as const)("served %s", (_name, open) => {
  async function serving(exchanges: Exchange[], use: (fetch: Fetch, seen: SentRequest[]) => Promise<void>) {
    const seen: SentRequest[] = [];
    const transport = await open({ exchanges, baseUrl, folder, see: (request) => seen.push(request) });
    try {
      await use(transport.fetch ?? globalThis.fetch, seen);
    } finally {
      transport.close();
    }
  }

  test("an exchange gives its status, headers and JSON, and what was sent is seen", async () => {
    const made = exchange(
      { method: "POST", path: "/make?a=1" },
      { status: 201, headers: { "x-a": "b" }, json: { id: 7 } },
    );
    await serving([made], async (fetch, seen) => {
      const response = await fetch(`${baseUrl}/make?a=1`, {
        method: "POST",
        headers: { "X-Sent": "yes" },
        body: '{"prompt":"a"}',
      });
      expect([response.status, response.headers.get("x-a"), response.headers.get("content-type")]).toEqual([
        201,
        "b",
        "application/json",
      ]);
      expect(await response.json()).toEqual({ id: 7 });
      expect(seen).toMatchObject([{ headers: { "x-sent": "yes" }, body: { prompt: "a" } }]);
    });
  });

  test("where an image is missing nothing is served, and nothing is left for who comes next", async () => {
    const missing = [
      exchange({ path: "/a" }, { json: { of: "the first" } }),
      exchange({ path: "/b" }, { image: "none.png" }),
    ];
    await expect(serving(missing, async () => {})).rejects.toThrow(
      `The image ${path.join(folder, "images/none.png")} cannot be read.`,
    );
    await serving([exchange({ path: "/a" }, { json: { of: "the next" } })], async (fetch) => {
      expect(await (await fetch(`${baseUrl}/a`)).json()).toEqual({ of: "the next" });
    });
  });

  test("an image comes from its file, a text as it is, and nothing where there is nothing", async () => {
    const exchanges = [
      exchange({ url: "https://cdn.test/a.png" }, { image: "a.png", headers: { "content-type": "image/png" } }),
      exchange({ path: "/text" }, { status: 502, text: "<html>" }),
      exchange({ path: "/empty" }, { status: 204 }),
    ];
    await serving(exchanges, async (fetch) => {
      const image = await fetch("https://cdn.test/a.png");
      expect([image.headers.get("content-type"), ...new Uint8Array(await image.arrayBuffer())]).toEqual([
        "image/png",
        1,
        2,
        255,
      ]);
      expect(await (await fetch(`${baseUrl}/text`)).text()).toBe("<html>");
      expect((await fetch(`${baseUrl}/empty`)).status).toBe(204);
    });
  });

  test("two exchanges of one place are served in their order, and a third is refused", async () => {
    const exchanges = [exchange({ path: "/a" }, { text: "one" }), exchange({ path: "/a" }, { text: "two" })];
    await serving(exchanges, async (fetch, seen) => {
      expect(await (await fetch(`${baseUrl}/a`)).text()).toBe("one");
      expect(await (await fetch(`${baseUrl}/a`)).text()).toBe("two");
      expect(await isRefused(fetch(`${baseUrl}/a`))).toBe(true);
      expect(seen).toHaveLength(2);
    });
  });

  test("another method or place is refused", async () => {
    await serving([exchange({ path: "/a" }, { text: "one" })], async (fetch) => {
      expect(await isRefused(fetch(`${baseUrl}/a`, { method: "POST" }))).toBe(true);
      expect(await isRefused(fetch(`${baseUrl}/b`))).toBe(true);
    });
  });
});

test("in the process a refusal names what was asked", async () => {
  const { fetch } = await openInProcess({ exchanges: [], baseUrl, folder, see: () => {} });
  await expect(fetch?.(`${baseUrl}/b`)).rejects.toThrow(`No exchange is left for GET ${baseUrl}/b.`);
});

test.each([
  ['{"a":1}', { a: 1 }],
  ["1", 1],
  ["words", "words"],
  ["", undefined],
])("the text %j is read as %j", (text, want) => expect(parsed(text)).toEqual(want));
