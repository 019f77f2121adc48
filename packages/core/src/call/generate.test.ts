import { expect, test } from "vitest";
import type { Outcome } from "../money/accounting.ts";
import { failure } from "../testing/failing.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { type Body, contextOf, key, makeCall, type Play, playFetch } from "../testing/fake-provider.ts";
import { pngDataUri, pngResponse } from "../testing/image.ts";
import type { ClientOptions, RunOptions } from "./client-options.ts";
import type { SeedbedError } from "./errors.ts";
import { generate } from "./generate.ts";

const prompt = "a koi pond";
const answer = (...images: string[]) => Response.json({ images }, { headers: { "x-request-id": "r-1" } });

function start(plays: readonly Play[], body: Body = { prompt }, options: ClientOptions & { run?: RunOptions } = {}) {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(...plays);
  const { run, ...client } = options;
  const context = contextOf({ fetch, clock, ...client });
  const promise = generate(context, makeCall(context), body, run);
  promise.catch(() => {}); // looked at below
  return { clock, sent, promise };
}

test("one call gives the images, what they cost, how long they took and what is new", async () => {
  const clock = createFakeClock();
  const slow = async () => {
    await clock.delay(36_400);
    return Response.json(
      { images: [pngDataUri(4, 3), "https://cdn.test/2.png"], usage: 1 },
      { headers: { "x-request-id": "r-1" } },
    );
  };
  const fetchImage = async () => {
    await clock.delay(250);
    return pngResponse(8, 6);
  };
  const { promise } = start(
    [new Response(null, { status: 429, headers: { "retry-after": "2" } }), slow, fetchImage],
    undefined,
    { clock },
  );
  expect(await clock.finish(promise)).toMatchObject({
    provider: "acme",
    operation: "make",
    model: "acme/seedream",
    images: [
      { width: 4, height: 3 },
      { width: 8, height: 6, url: "https://cdn.test/2.png" },
    ],
    cost: { min: 0.035, max: 0.07, currency: "USD", basis: "price-table" },
    timing: { startedAt: "2026-02-25T12:00:02.000Z", latencyMs: 36_400, waitedMs: 2000, downloadMs: 250 },
    requestId: "r-1",
    drift: [{ field: "usage", message: "usage is in no document" }],
  });
  expect(clock.pending).toBe(0);
});

test("sends what was given and fills in nothing", async () => {
  const { promise, sent } = start([answer(pngDataUri(1, 1))]);
  await promise;
  expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ prompt });
  expect(sent[0]).toMatchObject({ method: "POST", url: "https://api.acme.test/v1/make" });
});

test("sends fields of extraBody past the spec, as they are", async () => {
  const { promise, sent } = start(
    [answer(pngDataUri(1, 1))],
    { prompt },
    { run: { extraBody: { negative: "blue", size: 7 } } },
  );
  await promise;
  expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ prompt, negative: "blue", size: 7 });
});

test("sends nothing that breaks the spec", async () => {
  const { promise, sent } = start([answer()], { promt: prompt } as never);
  expect(await failure(promise)).toMatchObject({ name: "InvalidRequestError", field: "promt", billed: "no" });
  expect(sent).toHaveLength(0);
});

test("reserves the worst case, and gives back what was not spent", async () => {
  const books: unknown[] = [];
  const accounting = {
    admit: async () => {},
    reserve: ({ cost }: { cost: unknown }) => {
      books.push(cost);
      return { settle: (outcome: unknown) => void books.push(outcome) };
    },
  };
  await start([answer(pngDataUri(1, 1))], undefined, { accounting }).promise;
  expect(books).toMatchObject([
    { min: 0.035, max: 0.07 },
    { state: "accepted", cost: { max: 0.035 } },
  ]);
});

test("a download that fails counts as paid, and is not another generation", async () => {
  const { promise, sent, clock } = start([answer("https://cdn.test/1.png"), new Response(null, { status: 404 })]);
  const error = (await clock.finish(failure(promise))) as SeedbedError;
  expect(error).toMatchObject({
    name: "NotFoundError",
    billed: "yes",
    requestId: "r-1",
    images: [{ url: "https://cdn.test/1.png" }],
  });
  expect(sent.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("the timeout spans the whole generation, 300 s unless said", async () => {
  const hang = () => new Promise<Response>(() => {});
  const { promise, clock } = start([hang]);
  let ended = false;
  promise.catch(() => {
    ended = true;
  });
  await clock.advance(299_999);
  expect(ended).toBe(false);
  await clock.advance(1);
  await settle();
  expect(ended).toBe(true);
  const during = start([answer("https://cdn.test/1.png"), hang], undefined, {
    timeoutMs: 9000,
    run: { timeoutMs: 1500 },
  });
  expect(await during.clock.finish(failure(during.promise))).toMatchObject({
    name: "TimeoutError",
    billed: "yes",
    images: [{ url: "https://cdn.test/1.png" }],
    message: "acme make timed out: no result within 1.5 s",
  });
  expect(during.clock.pending).toBe(0);
});

test("a bad item among good ones is a shortfall, under the place that the provider gave it", async () => {
  const places: number[] = [];
  const images = [null, pngDataUri(4, 3), { error: `refused ${key}` }, "https://cdn.test/4.png"];
  const { promise } = start([Response.json({ images }), pngResponse(8, 6)], undefined, {
    run: { onImage: (_image, { index }) => void places.push(index) },
  });
  const generation = await promise;
  expect(generation.images).toMatchObject([{ width: 4 }, { width: 8 }]);
  expect(generation.shortfall).toEqual([
    { index: 0, reason: "images[0] is null" },
    { index: 2, reason: "images[2] has no url: refused [redacted]" },
  ]);
  expect(places).toEqual([1, 3]);
});

test("without one good item the error has each reason, and what was asked for stays unknown", async () => {
  const settled: Outcome[] = [];
  const accounting = {
    admit: async () => {},
    reserve: () => ({ settle: (outcome: Outcome) => void settled.push(outcome) }),
  };
  const { promise } = start([Response.json({ images: [null, btoa("hello")] })], undefined, { accounting });
  expect(await failure(promise)).toMatchObject({
    name: "ResponseValidationError",
    billed: "unknown",
    message:
      "acme make answered without an image: image 1 of 2: images[0] is null; image 2 of 2: gave bytes that are no image where an image was due",
    shortfall: [{ index: 0 }, { index: 1 }],
  });
  expect(settled).toMatchObject([{ state: "unknown" }]);
});

test("a download that fails beside a bad item tells of both", async () => {
  const images = [pngDataUri(4, 3), null, "https://cdn.test/3.png"];
  const { promise, clock } = start([Response.json({ images }), new Response(null, { status: 404 })]);
  expect(await clock.finish(failure(promise))).toMatchObject({
    name: "NotFoundError",
    billed: "yes",
    images: [{ width: 4 }, { url: "https://cdn.test/3.png" }],
    shortfall: [{ index: 1, reason: "images[1] is null" }],
  });
});

test("bytes that are not UTF-8 elsewhere in a paid answer are drift", async () => {
  const before = new TextEncoder().encode('{"prompt": "');
  const after = new TextEncoder().encode(`", "images": ["${pngDataUri(4, 3)}"]}`);
  const body = new Uint8Array([...before, 0xff, ...after]);
  const { images, drift } = await start([new Response(body)]).promise;
  expect(images).toHaveLength(1);
  expect(drift).toMatchObject([{ field: "prompt" }]);
});
