import { describe, expect, test } from "vitest";
import type { SeedbedError } from "../call/errors.ts";
import { brokenBody, failure, reset } from "../testing/failing.ts";
import { settle } from "../testing/fake-clock.ts";
import { key } from "../testing/fake-provider.ts";
import { png, pngDataUri, pngResponse } from "../testing/image.ts";
import { at, collect, failing, type Host } from "../testing/start-collect.ts";
import { encodeBase64 } from "./base64.ts";
import type { ImageSource } from "./collect-images.ts";

describe("every form arrives as one type, measured in its bytes", () => {
  test.each<[string, ImageSource]>([
    ["bytes", { bytes: png(4, 3) }],
    ["base64", { text: encodeBase64(png(4, 3)) }],
    ["a data URI", { text: pngDataUri(4, 3) }],
    ["a data URI that lies about its type", { text: pngDataUri(4, 3).replace("png", "jpeg") }],
    ["an address", at("1")],
  ])("%s", async (_name, source) => {
    const [image] = await collect([source]).promise;
    expect(image).toMatchObject({ mediaType: "image/png", width: 4, height: 3, sizeBytes: 45, bytes: png(4, 3) });
  });

  test("an address stays on its image, with its end", async () => {
    const expiresAt = "2026-02-26T12:00:00.000Z";
    const [image] = await collect([{ ...at("1"), expiresAt }]).promise;
    expect(image).toMatchObject({ url: "https://cdn.test/1.png", expiresAt });
  });
});

test("the key does not go out with a download", async () => {
  const { promise, asked } = collect([at("1")]);
  await promise;
  expect(JSON.stringify([...(asked[0]?.headers ?? [])])).not.toContain(key.slice(0, 6));
  expect(asked[0]?.credentials).toBe("omit");
});

test("keeps the paid images when the fourth download fails, and says where that one lies", async () => {
  const sources = [at("1"), at("2"), at("3"), at("4")];
  const { error } = await failing(sources, (url) =>
    url.includes("4") ? new Response(null, { status: 403 }) : pngResponse(),
  );
  expect(error).toMatchObject({ name: "NotFoundError", billed: "yes", status: 403 });
  expect(error.images).toHaveLength(4);
  expect(error.images?.slice(0, 3)).toMatchObject([{ width: 4 }, { width: 4 }, { width: 4 }]);
  expect(error.images?.[3]).toEqual({ url: "https://cdn.test/4.png" });
});

describe("a download", () => {
  test.each<[string, Host]>([
    ["a 503", () => new Response(null, { status: 503 })],
    ["a 429", () => new Response(null, { status: 429, headers: { "retry-after": "2" } })],
    ["a reset", () => Promise.reject(reset())],
    ["a body that is cut off", () => new Response(brokenBody("x", reset()))],
  ])("is repeated after %s, without generating again", async (_name, trouble) => {
    const { clock, promise, asked } = collect([at("1")], (url, count) =>
      count < 3 ? trouble(url, count) : pngResponse(),
    );
    expect(await clock.finish(promise)).toHaveLength(1);
    expect(asked).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  test("is given up after four attempts, with its address", async () => {
    const { error, asked } = await failing([at("1")], () => Promise.reject(reset()));
    expect(asked).toHaveLength(4);
    expect(error).toMatchObject({
      name: "ConnectionError",
      billed: "yes",
      images: [{ url: "https://cdn.test/1.png" }],
    });
  });

  test("of an address that is over is a ResultExpiredError", async () => {
    const { error } = await failing([at("1")], () => new Response(null, { status: 410 }));
    expect(error).toMatchObject({ name: "ResultExpiredError", billed: "yes" });
    const past = { ...at("1"), expiresAt: "2026-02-25T11:59:59.000Z" };
    expect((await failing([past], () => new Response(null, { status: 404 }))).error.name).toBe("ResultExpiredError");
    const still = { ...at("1"), expiresAt: "2026-02-25T12:00:01.000Z" };
    expect((await failing([still], () => new Response(null, { status: 404 }))).error.name).toBe("NotFoundError");
  });

  test("that is larger than allowed is not read on", async () => {
    const { error } = await failing([at("1")], () => new Response(new Uint8Array(2000)), { maxResponseBytes: 1000 });
    expect(error).toMatchObject({
      name: "ResponseValidationError",
      billed: "yes",
      images: [{ url: "https://cdn.test/1.png" }],
    });
    expect(error.message).toBe("acme make: the image at https://cdn.test/1.png has more than 1000 bytes");
  });

  test("that is aborted ends at once, with what is there and where the rest lies", async () => {
    const controller = new AbortController();
    const hang = (url: string) => (url.includes("2") ? new Promise<Response>(() => {}) : pngResponse());
    const { promise, clock } = collect([at("1"), at("2")], hang, {}, controller.signal);
    await settle();
    controller.abort();
    const error = (await failure(promise)) as SeedbedError;
    expect(error).toMatchObject({ name: "AbortError", billed: "yes" });
    expect(error.images).toMatchObject([{ width: 4 }, { url: "https://cdn.test/2.png" }]);
    expect(clock.pending).toBe(0);
  });
});

describe("what is not an image is a ResponseValidationError", () => {
  test.each<[string, ImageSource, string, string]>([
    [
      "HTML in place of it",
      at("1"),
      "<!doctype html><p>gone",
      "gave HTML or XML where an image was due (https://cdn.test/1.png)",
    ],
    ["nothing", at("1"), "", "gave nothing where an image was due (https://cdn.test/1.png)"],
    ["other bytes", { bytes: new Uint8Array([1, 2, 3]) }, "", "gave bytes that are no image where an image was due"],
    ["base64 of text", { text: btoa("hello") }, "", "gave bytes that are no image where an image was due"],
    [
      "no form that is known",
      { text: "not base64!" },
      "",
      'answered an image that is not an address, data URI or base64: "not base64!"',
    ],
    [
      "a data URI without base64",
      { text: "data:image/png,abc" },
      "",
      'answered an image that is not an address, data URI or base64: "data:image/png,abc"',
    ],
  ])("%s", async (_name, source, body, text) => {
    const { error } = await failing([source, { bytes: png(9, 9) }], () => new Response(body));
    expect(error).toMatchObject({ name: "ResponseValidationError", message: `acme make ${text}` });
    expect(error.images).toContainEqual(expect.objectContaining({ width: 9 }));
  });
});
