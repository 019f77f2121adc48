import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { failure } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, makeCall } from "../testing/fake-provider.ts";
import { png, pngResponse } from "../testing/image.ts";
import { generate } from "./generate.ts";

const image = png(2048, 1024);
const type = { "content-type": "image/png" };
const parts = () => Readable.from([Buffer.from(image.subarray(0, 20)), Buffer.from(image.subarray(20))]);
const arrayBuffer = async () => image.slice().buffer;

/** Makes an image by a fetch whose answer is of another library; a file that it names is answered by `file`. */
async function made(answer: unknown, file?: unknown, maxResponseBytes = 10_000) {
  const clock = createFakeClock();
  const fetch = async (_url: string, init?: RequestInit) => (init?.method === "POST" ? answer : file) as never;
  const context = contextOf({ fetch, clock, maxResponseBytes });
  const call = { ...makeCall(context), read: read(file !== undefined) };
  const promise = generate(context, call, { prompt: "a koi pond" });
  promise.catch(() => {}); // looked at by the caller
  return clock.finish(promise);
}

function read(isAddress: boolean): ReturnType<typeof makeCall>["read"] {
  return (_context, { bytes, mediaType }) => ({
    images: [isAddress ? { text: "https://cdn.test/1.png" } : { bytes, mediaType }],
    drift: [],
  });
}

const foreign: [name: string, answer: () => object][] = [
  ["a stream of Node", () => ({ status: 200, ok: true, headers: new Headers(type), body: parts() })],
  ["a body that comes only whole", () => ({ status: 200, ok: true, headers: new Headers(type), arrayBuffer })],
  ["headers in a plain object", () => ({ status: 200, ok: true, headers: type, body: pngResponse(2048, 1024).body })],
  ["headers in a Map", () => ({ status: 200, headers: new Map(Object.entries(type)), arrayBuffer })],
  ["no word of whether it is ok", () => ({ status: 200, headers: type, body: parts() })],
  ["parts that are an ArrayBuffer", () => ({ status: 200, body: Readable.from([image.slice().buffer]) })],
];

describe("an answer of another library's fetch", () => {
  test.each(foreign)("with %s is not lost", async (_name, answer) => {
    expect(await made(answer())).toMatchObject({ images: [{ bytes: image, width: 2048 }] });
  });

  test.each(foreign)("with %s is not lost where an image is fetched", async (_name, answer) => {
    expect(await made(Response.json({}), answer())).toMatchObject({ images: [{ bytes: image, width: 2048 }] });
  });

  test("that refuses says so, and its body is let go of", async () => {
    const body = parts();
    const promise = made(Response.json({}), { status: 404, headers: {}, body });
    expect(await failure(promise)).toMatchObject({ name: "NotFoundError", billed: "yes" });
  });

  test("is read up to the limit", async () => {
    const error = await failure(made({ status: 200, headers: type, body: parts() }, undefined, 30));
    expect(error).toMatchObject({ name: "ResponseValidationError", billed: "unknown", answer: { sizeBytes: 30 } });
  });

  test.each<[string, unknown]>([
    ["whose parts are no bytes", { status: 200, headers: type, body: Readable.from([5]) }],
    ["whose headers cannot be read", { status: 200, headers: { "a b": "c" }, body: parts() }],
    ["that is none", undefined],
  ])("%s has an unknown outcome", async (_name, answer) => {
    expect(await failure(made(answer))).toMatchObject({ name: "OutcomeUnknownError", billed: "unknown" });
  });
});

test("what throws as a paid answer is read is an error with the whole answer on it", async () => {
  const clock = createFakeClock();
  const context = contextOf({ fetch: async () => new Response("paid for"), clock });
  const call = {
    ...makeCall(context),
    read() {
      throw new TypeError("a mistake of ours");
    },
  };
  const error = await clock.finish(failure(generate(context, call, { prompt: "a koi pond" })));
  expect(error).toMatchObject({
    name: "UnexpectedError",
    provider: "acme",
    billed: "unknown",
    answer: { sizeBytes: 8 },
  });
});
