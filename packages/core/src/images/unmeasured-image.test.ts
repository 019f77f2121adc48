import { describe, expect, test } from "vitest";
import { png } from "../testing/image.ts";
import { at, collect, type Host } from "../testing/start-collect.ts";
import { encodeBase64 } from "./base64.ts";
import { driftOfImages, type ImageSource } from "./collect-images.ts";

describe("an image that we cannot measure is delivered", () => {
  const unknown = Uint8Array.from({ length: 99 }, (_, index) => index);
  const sizeless = { width: null, height: null, sizeBytes: 99, bytes: unknown };
  const named = (type: string) => () => new Response(unknown, { headers: { "content-type": `${type}; q=1` } });

  test.each<[string, ImageSource, string, Host?]>([
    ["bytes", { bytes: unknown, mediaType: "image/jp2" }, "image/jp2"],
    ["base64", { text: encodeBase64(unknown) }, "application/octet-stream"],
    [
      "base64url",
      { text: encodeBase64(unknown).replaceAll("+", "-").replaceAll("/", "_") },
      "application/octet-stream",
    ],
    [
      "base64 in lines, without padding",
      { text: ` ${encodeBase64(unknown).slice(0, 50)}\n${encodeBase64(unknown).slice(50)} ` },
      "application/octet-stream",
    ],
    ["a data URI", { text: `DATA:image/jp2;base64,${encodeBase64(unknown)}` }, "image/jp2"],
    ["an address", at("1"), "image/jp2", named("image/jp2")],
    ["an address that calls it a stream", at("1"), "application/octet-stream", named("application/octet-stream")],
  ])("as %s", async (_name, source, mediaType, host) => {
    const [image] = await collect([source], host).promise;
    expect(image).toMatchObject({ mediaType, ...sizeless });
  });

  test("and so is one of no size, cut off in its head", async () => {
    const [image] = await collect([{ bytes: png(4, 3).subarray(0, 15) }]).promise;
    expect(image).toMatchObject({ mediaType: "image/png", width: null, height: null, truncated: true });
  });
});

test("an image in the answer that is cut off is kept, and said to be", async () => {
  const cut = png(4, 3).subarray(0, 40);
  const { promise } = collect([{ bytes: cut }, { text: encodeBase64(cut) }]);
  const images = await promise;
  expect(images).toMatchObject([
    { sizeBytes: 40, truncated: true },
    { sizeBytes: 40, truncated: true },
  ]);
  expect(driftOfImages(images)).toEqual(
    [0, 1].map((index) => ({
      field: `images[${index}]`,
      message: `images[${index}] is cut off: the end of the image/png is missing`,
    })),
  );
});
