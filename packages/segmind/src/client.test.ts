import { inspect } from "node:util";
import { type ClientOptions, encodeBase64, type SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { createSegmind } from "./client.ts";
import { operations } from "./gen/operations.gen.ts";
import { provider } from "./index.ts";

const key = "SG_0123456789abcdef";
const prompt = "a koi pond";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 59]); // 4 x 3
const base64 = encodeBase64(gif);

/** A client whose POSTs get one answer and whose downloads get an image. */
function clientOf(answer: () => Response, options: ClientOptions = {}) {
  const posts: { url: string; headers: Headers; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === "GET") return new Response(gif);
    posts.push({ url: request.url, headers: request.headers, body: await request.json() });
    return answer();
  };
  return {
    posts,
    client: createSegmind({ apiKey: key, fetch, clock: createInstantClock(), timeoutMs: 300_000_000, ...options }),
  };
}

const image = (headers: Record<string, string> = {}) =>
  new Response(gif, { headers: { "content-type": "image/jpeg", ...headers } });

describe("each function is one POST with Segmind's own fields and the key in its header", () => {
  const calls = {
    seedreamV5LiteTextToImage: {
      prompt,
      aspect_ratio: "21:9",
      size: "3K",
      max_images: 2,
      optimize_prompt: "fast",
      watermark: true,
    },
    seedreamV5LiteImageToImage: { prompt, image_input: ["https://a.test/1.png"] },
    seedreamV3TextToImage: { prompt, aspect_ratio: "16:9", seed: 12345, guidance_scale: 2.5 },
  };
  test.each(Object.keys(calls) as (keyof typeof calls)[])("%s", async (operation) => {
    const { client, posts } = clientOf(image);
    const generation = await client[operation](calls[operation] as never);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({
      url: `https://api.segmind.com${operations[operation].path}`,
      body: calls[operation],
    });
    expect(posts[0]?.headers.get("x-api-key")).toBe(key);
    expect(posts[0]?.headers.has("authorization")).toBe(false);
    expect(generation).toMatchObject({
      provider: "segmind",
      operation,
      model: operations[operation].model,
      images: [{ width: 4, height: 3 }],
    });
  });
});

describe("the answer may be", () => {
  const address = "https://images.segmind.com/1.jpeg";
  test.each<[string, () => Response, number]>([
    ["the image itself", image, 1],
    ["the image itself, without a media type", () => new Response(gif), 1],
    ["an object with output", () => Response.json({ status: "COMPLETED", output: address }), 1],
    ["an object with a list in output", () => Response.json({ output: [address, base64] }), 2],
    [
      "an object with images as files",
      () => Response.json({ output: address, images: [{ url: address, content_type: "image/jpeg", file_size: 3 }] }),
      1,
    ],
    ["an object with images as texts", () => Response.json({ images: [address, address] }), 2],
    ["an object with image", () => Response.json({ image: `data:image/gif;base64,${base64}` }), 1],
    ["a list", () => Response.json([address, base64, `data:image/gif;base64,${base64}`]), 3],
  ])("%s", async (_name, answer, count) => {
    const { images } = await clientOf(answer).client.seedreamV5LiteTextToImage({ prompt });
    expect(images).toHaveLength(count);
    for (const image of images) expect(image).toMatchObject({ mediaType: "image/gif", width: 4, height: 3 });
  });

  const bytes = Uint8Array.from({ length: 99 }, (_, index) => index);
  test.each<[string, () => Response, object]>([
    ["base64 as text", () => new Response(base64), { mediaType: "image/gif", width: 4 }],
    [
      "base64 in lines",
      () => new Response(`${base64.slice(0, 17)}\n${base64.slice(17)}\n`),
      { mediaType: "image/gif" },
    ],
    ["base64 as a JSON text", () => Response.json(base64), { mediaType: "image/gif" }],
    ["a data URI as text", () => new Response(`data:image/gif;base64,${base64}`), { mediaType: "image/gif" }],
    ["an address as text", () => new Response(`${address}\n`), { mediaType: "image/gif", url: address }],
    [
      "an image of a type we do not know",
      () => new Response(bytes, { headers: { "content-type": "image/jp2" } }),
      { mediaType: "image/jp2", width: null, sizeBytes: 99 },
    ],
    ["such an image as base64", () => new Response(encodeBase64(bytes)), { width: null, sizeBytes: 99 }],
    [
      "an image that is cut off",
      () => new Response(gif.subarray(0, -1), { headers: { "content-type": "image/jpeg" } }),
      { mediaType: "image/gif", width: 4, truncated: true },
    ],
  ])("%s, which is delivered with drift", async (_name, answer, image) => {
    const { images, drift } = await clientOf(answer).client.seedreamV5LiteTextToImage({ prompt });
    expect(images).toMatchObject([image]);
    expect(drift).not.toEqual([]);
  });

  test.each<[string, () => Response, string]>([
    ["an object without an image", () => Response.json({ error: "no" }), "answered without an image"],
    ["an empty object", () => Response.json({}), "answered without an image"],
    ["an empty list", () => Response.json([]), "answered without an image"],
    [
      "an image that is none",
      () => new Response("hello", { headers: { "content-type": "image/jpeg" } }),
      "answered image/jpeg that is not an image",
    ],
    [
      "an HTML page",
      () => new Response("<html>", { headers: { "content-type": "text/html" } }),
      "answered text/html that is not valid JSON",
    ],
    [
      "truncated JSON",
      () => new Response('{"out', { headers: { "content-type": "application/json" } }),
      "answered JSON that cannot be read",
    ],
  ])("%s, which is a ResponseValidationError with its text", async (_name, answer, text) => {
    const error = await clientOf(answer)
      .client.seedreamV3TextToImage({ prompt, aspect_ratio: "1:1" })
      .catch((error: SeedbedError) => error);
    expect(error).toMatchObject({
      name: "ResponseValidationError",
      billed: "unknown",
      message: `segmind seedreamV3TextToImage ${text}`,
    });
    expect(error).toHaveProperty("body", await answer().text());
  });

  test("an image under a media type that no document names, which is drift", async () => {
    const odd = () => image({ "content-type": "application/octet-stream" });
    expect((await clientOf(odd).client.seedreamV5LiteTextToImage({ prompt })).drift).toEqual([
      { field: "content-type", message: 'an image came as "application/octet-stream", which is in no document' },
    ]);
  });
});

const good = "https://images.segmind.com/1.jpeg";
test.each<[string, unknown, string]>([
  ["null in a list", { output: [good, null, base64] }, "output[1] is null"],
  ["an object without an address", { images: [{ url: good }, { url: null }, { url: good }] }, "images[1].url is null"],
  ["an error", { images: [good, { error: "NSFW" }, good] }, "images[1] has no url: NSFW"],
  ["a number", [good, 7, good], "[1] is 7"],
  ["an empty text", { output: [good, "", good] }, "output[1] is empty"],
  ["HTML", { images: [good, "<html>", good] }, expect.stringContaining("no address, data URI or base64")],
])("%s among good images is a shortfall", async (_name, answer, reason) => {
  const { client } = clientOf(() => Response.json(answer), { timeoutMs: 1e9 });
  const { images, shortfall } = await client.seedreamV5LiteTextToImage({ prompt });
  expect(images).toHaveLength(2);
  expect(shortfall).toEqual([{ index: 1, reason }]);
});

test("new types beside the images are drift", async () => {
  const answer = { output: [good], image: 7, status: null };
  const { images, drift } = await clientOf(() => Response.json(answer), {
    timeoutMs: 1e9,
  }).client.seedreamV5LiteTextToImage({ prompt });
  expect(images).toHaveLength(1);
  expect(drift).not.toEqual([]);
});

describe("the cost is", () => {
  const costOf = async (answer: () => Response, request: { max_images?: number } = {}, options: ClientOptions = {}) =>
    (await clientOf(answer, options).client.seedreamV5LiteTextToImage({ prompt, ...request })).cost;

  test.each([["0.0421"], ["$0.0421"], [" 0.0421 "]])("what x-cost %j reports", async (header) => {
    expect(await costOf(() => image({ "x-cost": header }))).toEqual({
      min: 0.0421,
      max: 0.0421,
      currency: "USD",
      basis: "reported",
      source: "x-cost header",
    });
  });

  test.each([["soon"], ["-1"], [""], ["NaN"], ["Infinity"], ["1e999"], ["0x1"], ["3500000"]])(
    "the price table's where x-cost %j is not a number",
    async (header) => {
      expect(await costOf(() => image({ "x-cost": header }))).toMatchObject({
        min: 0.035,
        max: 0.035,
        basis: "price-table",
        source: "seed 000, 2026-11-21",
      });
    },
  );

  test("a range where several images came", async () => {
    const three = () => Response.json([base64, base64, base64]);
    expect(await costOf(three, { max_images: 3 })).toMatchObject({ min: 0.035, max: 0.105 });
  });

  test("the caller's", async () => {
    const prices = { models: { "segmind/seedream-v5-lite": 0.03 } };
    expect(await costOf(image, {}, { prices })).toMatchObject({ min: 0.03, max: 0.03, basis: "configured" });
  });
});

test("no error and no printed client shows the key, though the provider sends it back", async () => {
  const { client } = clientOf(() => Response.json({ error: `the key ${key} is invalid` }, { status: 401 }));
  const error = await client.seedreamV5LiteTextToImage({ prompt }).catch((error: SeedbedError) => error);
  expect(String(error)).toContain("the key [redacted] is invalid");
  const printed = [
    inspect(client, { depth: 9, showHidden: true }),
    JSON.stringify(client),
    inspect(error),
    JSON.stringify(error),
  ];
  expect(printed.join()).not.toContain(key);
});

test("a wrong operation's name pays for nothing", async () => {
  const client = provider.create({ apiKey: key, fetch: () => expect.unreachable() });
  for (const name of ["seedreamV5Lite", "toString", "constructor"]) {
    await expect(client.run(name, { prompt })).rejects.toMatchObject({ name: "InvalidRequestError", billed: "no" });
    await expect(client.call(name, { prompt })).rejects.toThrow(`segmind has no operation "${name}"`);
  }
});

test("an image's address that only we can reach does not go to Segmind, as a job neither", async () => {
  const { client, posts } = clientOf(image);
  const request = { prompt, image_input: ["https://a.example.com/a.png", "http://localhost/a.png"] };
  const refused = "image_input[1] leads into a private network";
  await expect(client.seedreamV5LiteImageToImage(request)).rejects.toThrow(refused);
  await expect(client.submit("seedreamV5LiteImageToImage", request)).rejects.toThrow(refused);
  expect(posts).toEqual([]);
});
