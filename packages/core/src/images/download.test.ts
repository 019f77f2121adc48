import { describe, expect, test } from "vitest";
import type { SeedbedError } from "../call/errors.ts";
import { brokenBody, failure, reset } from "../testing/failing.ts";
import { settle } from "../testing/fake-clock.ts";
import { png, pngDataUri, pngResponse } from "../testing/image.ts";
import { at, collect, failing, type Host } from "../testing/start-collect.ts";

describe("a download that is cut off", () => {
  const whole = png(2048, 2048);
  const etag = { etag: '"a"', "accept-ranges": "bytes" };
  const part = (length: number, headers = {}) => new Response(whole.subarray(0, length), { headers });
  const rest = (from: number) =>
    new Response(whole.subarray(from), { status: 206, headers: { "content-range": `bytes ${from}-44/45` } });

  test.each([0, 1, 15, 16, 33, 44])("after %d of 45 bytes, is fetched again", async (length) => {
    const { promise, asked, clock } = collect([at("1")], (_url, count) => (count === 1 ? part(length) : pngResponse()));
    const [image] = await clock.finish(promise);
    expect(asked).toHaveLength(2);
    expect(image).toMatchObject({ width: 4, sizeBytes: 45 });
    expect(image?.truncated).toBeUndefined();
  });

  test("is fetched from where it broke off, if the server can", async () => {
    const { promise, asked, clock } = collect([at("1")], (_url, count) => (count === 1 ? part(30, etag) : rest(30)));
    const [image] = await clock.finish(promise);
    expect(asked.map(({ headers }) => headers.get("range"))).toEqual([null, "bytes=30-"]);
    expect(image).toMatchObject({ bytes: whole, width: 2048 });
  });

  test("is kept with its end missing after four attempts, the longest of them", async () => {
    const { promise, asked, clock } = collect([at("1")], (_url, count) => part(count === 2 ? 40 : 30));
    const [image] = await clock.finish(promise);
    expect(asked).toHaveLength(4);
    expect(image).toMatchObject({ width: 2048, sizeBytes: 40, truncated: true, url: "https://cdn.test/1.png" });
    expect(clock.pending).toBe(0);
  });

  test.each<[string, Host]>([
    ["it has expired then", () => new Response(null, { status: 410 })],
    ["the connection fails then", () => Promise.reject(reset())],
    ["the server says that this is all", () => new Response(null, { status: 416 })],
    ["the time is over", () => new Promise(() => {})],
  ])("is kept if %s", async (_name, then) => {
    const { promise, clock } = collect([at("1")], (url, count) => (count === 1 ? part(30, etag) : then(url, count)));
    expect(await clock.finish(promise)).toMatchObject([{ width: 2048, sizeBytes: 30, truncated: true }]);
  });

  test("is not waited for if the caller aborts", async () => {
    const controller = new AbortController();
    const { promise, clock } = collect([at("1")], () => part(30), {}, controller.signal);
    await settle();
    controller.abort();
    expect(await failure(promise)).toMatchObject({ name: "AbortError", images: [{ url: "https://cdn.test/1.png" }] });
    expect(clock.pending).toBe(0);
  });

  test("is not said of HTML, which is not fetched again", async () => {
    const { asked } = await failing([at("1")], () => new Response("<!doctype html>gone"));
    expect(asked).toHaveLength(1);
  });
});

describe("a download that breaks off against its own length every time", () => {
  const whole = png(2048, 2048);
  const length = { headers: { "content-type": "image/png", "content-length": "45" } };
  const broken = (bytes: number, init = length) => new Response(brokenBody(whole.subarray(0, bytes), reset()), init);
  const kept = ({ answer }: SeedbedError) => answer && [answer.mediaType, ...answer.bytes];

  test.each([
    [[30, 40, 20, 10], 40],
    [[30, 30, 30, 30], 30],
  ])("after %j bytes, leaves the most of them on the error", async (lengths, most) => {
    const { error } = await failing([at("1")], (_url, count) => broken(lengths[count - 1] ?? 0));
    expect(error).toMatchObject({
      name: "ConnectionError",
      billed: "yes",
      images: [{ url: "https://cdn.test/1.png" }],
    });
    expect(kept(error)).toEqual(["image/png", ...whole.subarray(0, most)]);
  });

  test("leaves it there too if it is gone then", async () => {
    const { error } = await failing([at("1")], (_url, count) =>
      count === 1 ? broken(30) : new Response(null, { status: 404 }),
    );
    expect(error.name).toBe("NotFoundError");
    expect(kept(error)).toEqual(["image/png", ...whole.subarray(0, 30)]);
  });

  test("leaves it there if the time is over or the caller aborts", async () => {
    const late = await failing([at("1")], () => new Response(brokenBody(whole.subarray(0, 30), "hangs"), length));
    expect(late.error.name).toBe("TimeoutError");
    expect(kept(late.error)).toEqual(["image/png", ...whole.subarray(0, 30)]);
    const controller = new AbortController();
    const { promise } = collect([at("1")], () => broken(30), {}, controller.signal);
    await settle();
    controller.abort();
    const error = (await failure(promise)) as SeedbedError; // as collectImages throws it
    expect(error.name).toBe("AbortError");
    expect(kept(error)).toEqual(["image/png", ...whole.subarray(0, 30)]);
  });
});

test("1,523 addresses of one answer are fetched 8 at a time and 64 in all; the others stay addresses", async () => {
  let open = 0;
  let most = 0;
  const sources = Array.from({ length: 1523 }, (_, index) => at(`${index}`));
  const { promise, asked } = collect([{ text: pngDataUri(9, 9) }, ...sources, { text: pngDataUri(8, 8) }], async () => {
    open += 1;
    most = Math.max(most, open);
    await settle();
    open -= 1;
    return pngResponse();
  });
  const error = (await failure(promise)) as SeedbedError; // as collectImages throws it
  expect([most, asked.length]).toEqual([8, 64]);
  expect(error).toMatchObject({
    name: "ResponseValidationError",
    billed: "yes",
    message: "acme make answered 1523 addresses of images: 64 are fetched, the others are on this error",
  });
  expect(error.images).toHaveLength(1525);
  expect(error.images?.filter((image) => "bytes" in image)).toHaveLength(66);
  expect(error.images?.[1523]).toEqual({ url: "https://cdn.test/1522.png" });
});
