import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { selectModels } from "@seedbed/compare";
import type { Provider } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import segmindDocument from "@seedbed/segmind/openapi.json" with { type: "json" };
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tinyImage } from "../contract/tiny-images.ts";
import { loadFixtures } from "../fixture/fixture.ts";
import { createSpec } from "../spec/create-spec.ts";
import { type RecordOptions, recordCall } from "./record-call.ts";
import { writeRecording } from "./write-recording.ts";

const schema = fileURLToPath(new URL("../../schemas/fixture.schema.json", import.meta.url));
const images = fileURLToPath(new URL("../../fixtures/images", import.meta.url));
const specs = { novita: createSpec(novitaDocument), segmind: createSpec(segmindDocument) };
const key = "nv_0123+456/789abc=";
const [target] = selectModels([novita], ["novita/seedream-5.0-lite"]);
const nowMs = Date.parse("2026-11-21T09:00:00Z");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-record-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A provider that gives these answers, one after the other. */
function answering(...answers: (() => Response)[]): typeof globalThis.fetch {
  const waiting = [...answers];
  return async () => waiting.shift()?.() ?? new Response("no more", { status: 500 });
}

function options(fetch: typeof globalThis.fetch, changes: Partial<RecordOptions> = {}): RecordOptions {
  return {
    provider: novita,
    spec: specs.novita,
    client: { apiKey: key, fetch, env: {} },
    from: () => "provider",
    secrets: [key],
    workFolder: folder,
    nowMs,
    ...changes,
  };
}

const landscape = await readFile(path.join(images, "landscape-64x36.jpeg"));
const signed = "https://files.example.com/a/1.jpeg?X-Tos-Signature=0123456789abcdef&X-Tos-Expires=86400";
const asText = { title: "a text becomes an image", target: target ?? never(), request: { prompt: "my cat at noon" } };

function never(): never {
  throw new Error("there is no such model");
}

async function recorded(asked: Parameters<typeof recordCall>[0], given: RecordOptions) {
  const result = await recordCall(asked, given);
  if ("unanswered" in result) throw result.unanswered;
  if ("unreplayable" in result) throw new Error(result.unreplayable);
  if ("unwritten" in result) throw result.unwritten;
  return result.recording;
}

/** Every byte that a recording leaves in a folder. */
async function bytesIn(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file, "latin1")));
  return [...files, ...contents].join("\n");
}

describe("a call that a provider answers", () => {
  const written = async (prompts = false) => {
    const fetch = answering(
      () =>
        Response.json(
          { images: [signed], balance: "12.50" },
          {
            headers: {
              "set-cookie": "session=s3cr3t-cookie-value; Path=/",
              "x-trace-id": "0123456789abcdef0123456789abcdef",
              "cf-ray": "x",
            },
          },
        ),
      () => new Response(landscape, { headers: { "content-type": "image/jpeg" } }),
    );
    const recording = await recorded(asText, options(fetch, { redactPrompts: prompts }));
    const out = await mkdtemp(path.join(folder, "out-"));
    const { replayed } = await writeRecording(recording, out, "text", { provider: novita, spec: specs.novita });
    return { out, replayed, fixtures: await loadFixtures(out, schema) };
  };

  test("becomes a fixture that replays at once, with the facts of its images and what was taken out", async () => {
    const { replayed, fixtures } = await written();
    expect(replayed.findings.filter(({ drift }) => drift === undefined)).toEqual([]);
    const [fixture] = fixtures;
    expect(fixture?.id).toBe("novita/seedream5Lite/recorded-text");
    expect(fixture?.provenance).toMatchObject({
      kind: "recorded",
      date: "2026-11-21",
      source: "api.novita.ai, recorded by seedbed",
    });
    expect(fixture?.provenance.redacted).toEqual([
      "account data: response.json.balance",
      "ids of requests and jobs: replaced throughout",
      "image: response.image",
      "response headers: cf-ray, set-cookie",
      "signature or long value in the query of an address: request.url",
      "signature or long value in the query of an address: response.json.images[0]",
    ]);
    expect(fixture?.exchanges[1]).toMatchObject({
      request: { url: "https://files.example.com/a/1.jpeg?X-Tos-Signature=redacted&X-Tos-Expires=redacted" },
      response: { image: "pixel.jpeg" },
      images: [{ at: "response.image", mediaType: "image/jpeg", width: 64, height: 36, sizeBytes: 977 }],
    });
    expect(fixture?.expect).toMatchObject({ images: [{ mediaType: "image/jpeg", width: 1, height: 1 }], cost: null });
  });

  test("leaves neither key nor cookie, signature nor balance in any byte", async () => {
    const bytes = await bytesIn((await written()).out);
    for (const secret of [key, encodeURIComponent(key), btoa(key), "s3cr3t-cookie-value", "0123456789abcdef", "12.50"])
      expect(bytes).not.toContain(secret);
    expect(bytes).toContain("my cat at noon");
  });

  test("loses its prompt where that is asked for", async () => {
    const { out, fixtures } = await written(true);
    expect(await bytesIn(out)).not.toContain("my cat");
    expect(fixtures[0]?.exchanges[0]?.request.body).toEqual({ prompt: "an image of something" });
  });
});

describe("a prompt that is taken out", () => {
  const made = async (prompt: string, answer: (prompt: string) => unknown) => {
    const fetch = answering(
      () => Response.json(answer(prompt)),
      () => new Response(landscape, { headers: { "content-type": "image/jpeg" } }),
    );
    return recorded({ ...asText, request: { prompt } }, options(fetch, { redactPrompts: true }));
  };

  test.each([encodeURIComponent, btoa])("is not left encoded in the address of the image", async (wear) => {
    const prompt = "my secret cat of Project Zebra";
    const { text } = await made(prompt, (echoed) => ({ images: [`https://a.test/${wear(echoed)}/1.jpeg`] }));
    for (const form of [prompt, wear(prompt)]) expect(text).not.toContain(form);
  });

  test("is not left where it is JSON itself, nor its texts", async () => {
    const prompt = '{"scene":"Project Zebra launch"}';
    const { text } = await made(prompt, (echoed) => ({
      images: ["https://a.test/1.jpeg"],
      input: echoed,
      parsed: JSON.parse(echoed),
    }));
    expect(text).not.toMatch(/zebra/i);
  });

  test.each(["a", "image", "images", "url", "jpeg", "lite", "5", "v3"])(
    "may be a common word such as %s",
    async (prompt) => {
      const { fixture } = await made(prompt, () => ({ images: ["https://a.test/images/1.jpeg"] }));
      expect(fixture.call).toMatchObject({ request: { prompt: "an image of something" } });
      expect(fixture.exchanges[0]?.response.json).toHaveProperty("images");
    },
  );
});

test("images inside JSON become small ones, those that were sent too", async () => {
  const uri = `data:image/jpeg;base64,${landscape.toString("base64")}`;
  const fetch = answering(() => Response.json({ images: [uri] }));
  const asked = { ...asText, request: { prompt: "a cat", images: [new Uint8Array(landscape)] } };
  const { fixture, text } = await recorded(asked, options(fetch));
  const small = `data:image/jpeg;base64,${Buffer.from(tinyImage("image/jpeg")).toString("base64")}`;
  expect(fixture.call).toMatchObject({ request: { images: [small] } });
  expect(fixture.exchanges[0]).toMatchObject({
    request: { body: { image: [small] } },
    response: { json: { images: [small] } },
    images: [
      { at: "request.body.image[0]", width: 64, height: 36 },
      { at: "response.json.images[0]", width: 64, height: 36, sizeBytes: 977 },
    ],
  });
  expect(text).not.toContain(landscape.toString("base64").slice(40, 80));
});

test.each([
  ["an emulator", "emulator", /emulator: it shows our reading/],
  ["another host", "elsewhere", /another address/],
] as const)("what %s answered is never called recorded", async (_name, from, note) => {
  const fetch = answering(() => Response.json({ message: "no" }, { status: 401 }));
  const { fixture } = await recorded(asText, options(fetch, { from: () => from }));
  expect(fixture.provenance).toMatchObject({ kind: "synthetic", note: expect.stringMatching(note) });
});

test("an error answer is recorded as well, and expected", async () => {
  const answer = { code: 401, reason: "FAILED_TO_AUTH", message: `the key ${key} is wrong`, metadata: {} };
  const { fixture, text } = await recorded(asText, options(answering(() => Response.json(answer, { status: 401 }))));
  expect(fixture.expect).toEqual({
    error: expect.objectContaining({ name: "AuthenticationError", status: 401, code: "FAILED_TO_AUTH", billed: "no" }),
  });
  expect(text).toContain("the key [redacted] is wrong");
});

test("an operation is called in its own words", async () => {
  const given = options(
    answering(() => Response.json({ credits: 3.75, "free-credits": 0 })),
    { provider: segmind as Provider, spec: specs.segmind },
  );
  const { fixture } = await recorded({ title: "a balance", operation: "getUserCredits", request: {} }, given);
  expect(fixture).toMatchObject({
    operation: "getUserCredits",
    call: { operation: "getUserCredits" },
    exchanges: [{ response: { json: { credits: 1.5, "free-credits": 1 } } }],
    expect: { reply: { credits: 1.5, "free-credits": 1 } },
  });
});

test("where nothing was answered, nothing is recorded", async () => {
  const refuse = () => Promise.reject(new TypeError("fetch failed"));
  expect(await recordCall(asText, options(refuse))).toMatchObject({
    unanswered: { name: expect.stringMatching(/Error$/) },
  });
});

const cookied = (value: string) => () =>
  Response.json({ message: "no 1" }, { status: 401, headers: { "set-cookie": `a=${value}` } });

test("a secret that would remain is not written, and that is not a word of a call that was never sent", async () => {
  // It stands in the header of every request, where nothing is taken out.
  await expect(recordCall(asText, options(answering(cookied("application/json"))))).rejects.toThrow(
    expect.objectContaining({ name: "Error", message: expect.stringMatching(/a key or a cookie would have remained/) }),
  );
});

test.each(["1", "novita", "provenance", "exchanges"])("a cookie %s spoils nothing", async (value) => {
  const { fixture } = await recorded(asText, options(answering(cookied(value))));
  expect(fixture.exchanges[0]?.response).toMatchObject({ status: 401, json: { message: "no 1" } });
});

test("wherever a key or a cookie comes back, and however it is written, no byte of it is kept", async () => {
  const clothes: ((text: string) => string)[] = [
    (text) => text,
    encodeURIComponent,
    (text) => Buffer.from(text).toString("base64"),
    (text) => Buffer.from(text).toString("base64url"),
    (text) => Buffer.from(text).toString("hex"),
    (text) => Buffer.from(`x:${text}`).toString("base64"),
    (text) => JSON.stringify({ t: text }),
  ];
  type Place = (text: string, cookie: string) => Response;
  const status = { status: 400, headers: { "content-type": "application/json" } };
  const places: Place[] = [
    (text) => Response.json({ code: 400, reason: text, message: text, metadata: { [text]: text } }, { status: 400 }),
    (text) => new Response(JSON.stringify({ nested: JSON.stringify({ text }) }), status),
    (text) => new Response(`<html>${text}</html>`, { status: 502, headers: { "content-type": "text/html" } }),
    (text) =>
      Response.json(
        { images: [`https://a.example.com/${encodeURIComponent(text)}?sig=${encodeURIComponent(text)}`] },
        { status: 400 },
      ),
    (text) =>
      Response.json(
        {},
        { status: 400, headers: { "x-trace-id": encodeURIComponent(text), "x-other": encodeURIComponent(text) } },
      ),
    (text, cookie) =>
      Response.json({ text }, { status: 400, headers: { "set-cookie": `id=${cookie}; Path=/; HttpOnly` } }),
  ];
  const secret = fc
    .stringMatching(/^[A-Za-z0-9_+/=.-]{12,40}$/)
    .filter((text) => /[A-Z]/.test(text) && /\d/.test(text));
  await fc.assert(
    fc.asyncProperty(
      secret,
      secret,
      fc.constantFrom(...clothes),
      fc.constantFrom(...clothes),
      fc.constantFrom(...places),
      async (apiKey, cookie, wear, wearCookie, place) => {
        const fetch = answering(() => place(`${wear(apiKey)} ${wearCookie(cookie)}`, cookie));
        const given = options(fetch, { client: { apiKey, fetch, env: {} }, secrets: [apiKey] });
        const result = await recordCall(asText, given).catch((error: Error) => {
          expect(error.message).toMatch(/is not written/);
        });
        if (!result || !("recording" in result)) return;
        const isCookie = place === places.at(-1);
        for (const hidden of isCookie ? [apiKey, cookie] : [apiKey])
          for (const form of clothes.slice(0, 5).map((each) => each(hidden)))
            expect(result.recording.text.toLowerCase()).not.toContain(form.toLowerCase());
      },
    ),
    { numRuns: 150 },
  );
});
