import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { tinyImage } from "../../contract/tiny-images.ts";
import { type ImageFacts, imageFacts, shrinkImages, smallImage } from "./small-image.ts";

const types = ["image/png", "image/jpeg", "image/webp", "image/gif"];
test.each(types)("a small image of %s is one of that type, of one pixel", (mediaType) => {
  const small = smallImage(mediaType);
  expect(small.mediaType).toBe(mediaType);
  expect(imageFacts(small.bytes, "here")).toMatchObject({ mediaType, width: 1, height: 1 });
});

test("where there is none of its type it is a PNG, and says so", () => {
  expect(smallImage("image/x-unknown").mediaType).toBe("image/png");
});

test("the facts of an image are of its bytes", () => {
  const bytes = tinyImage("image/png");
  expect(imageFacts(bytes, "response.image")).toEqual({
    at: "response.image",
    mediaType: "image/png",
    width: 1,
    height: 1,
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(imageFacts(new Uint8Array([1, 2, 3]), "a")).toBeUndefined();
});

describe("in a text", () => {
  const shrunk = (text: string) => {
    const found: ImageFacts[] = [];
    return { text: shrinkImages(text, "at", (facts) => found.push(facts)), found };
  };
  // A comment behind the image's end: the same image, of more bytes.
  const large = Buffer.concat([tinyImage("image/png"), Buffer.alloc(300, 7)]).toString("base64");
  const small = Buffer.from(smallImage("image/png").bytes).toString("base64");

  test.each([
    ["plain Base64", large, small],
    ["plain Base64, percent-encoded", encodeURIComponent(large), small],
    [
      "a data URI in lines, within a text",
      `see data:image/png;base64,${large.replace(/.{64}/g, "$&\n")} there`,
      `see data:image/png;base64,${small} there`,
    ],
    ["Base64 with white space at its end", `${large}\n`, small],
    ["a data URI", `see data:image/png;base64,${large} there`, `see data:image/png;base64,${small} there`],
    [
      "two data URIs, one called by the wrong type",
      `data:image/png;base64,${large} data:image/jpeg;base64,${large}`,
      `data:image/png;base64,${small} data:image/png;base64,${small}`,
    ],
  ])("%s becomes a small one", (_name, given, want) => {
    const { text, found } = shrunk(given);
    expect(text).toBe(want);
    expect(found.every((facts) => facts.at === "at" && facts.sizeBytes > 300)).toBe(true);
    expect(found.length).toBe(given.split("data:").length - 1 || 1);
  });

  test.each([
    ["with parameters", `data:image/png;name=alice.png;base64,${large}`],
    ["in capitals", `DATA:IMAGE/PNG;BASE64,${large}`],
    ["of no type", `data:;base64,${large}`],
    ["of another type", `data:application/octet-stream;base64,${large}`],
    ["with quoted parameters", `data:image/png;name="a;b,c.png";base64,${large}`],
    ["percent-encoded", `data:image/png;base64,${encodeURIComponent(large)}`],
    ["in the alphabet of addresses", `data:image/png;base64,${large.replaceAll("+", "-").replaceAll("/", "_")}`],
    ["in lines", `data:image/png;base64,${large.replace(/.{76}/g, "$&\r\n")}`],
    [
      "that is not in Base64",
      `data:image/png,${[...Buffer.from(large, "base64")].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`,
    ],
  ])("a data URI %s becomes a small one", (_name, given) => {
    const { text, found } = shrunk(given);
    expect(text).toBe(`data:image/png;base64,${small}`);
    expect(found).toMatchObject([{ mediaType: "image/png", width: 1, height: 1, sizeBytes: 370 }]);
  });

  const bytesOf = (start: string) => Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(200, "x")]);
  test.each([
    ["image/bmp", "BM"],
    ["image/tiff", "II*\0"],
    ["image/tiff", "MM\0*"],
    ["image/avif", "\0\0\0\x1cftypavif"],
    ["image/heic", "\0\0\0\x1cftypheic"],
  ])("%s is not measured and goes all the same, as data URI and as plain Base64", (mediaType, start) => {
    const base64 = bytesOf(start).toString("base64");
    for (const given of [`data:${mediaType};base64,${base64}`, base64]) {
      const { text, found } = shrunk(given);
      expect(text).toBe(given === base64 ? small : `data:image/png;base64,${small}`);
      expect(found).toEqual([{ at: "at", mediaType, sizeBytes: 200 + start.length, sha256: expect.any(String) }]);
    }
  });

  test("what calls itself an image goes, whatever it is; an SVG too", () => {
    for (const given of [
      `data:image/png;base64,${"A".repeat(20)}`,
      'data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg"><text>my cat</text></svg>',
    ])
      expect(shrunk(given)).toMatchObject({
        text: `data:image/png;base64,${small}`,
        found: [{ mediaType: /^data:([^;]+)/.exec(given)?.[1] }],
      });
  });

  test.each([
    "no image",
    "A".repeat(100),
    "data: a text about data, not an image",
    `data:text/plain;base64,${"QUFB".repeat(30)}`,
    large.slice(0, 60),
    `${large}!`,
  ])("%s stays as it is", (given) => expect(shrunk(given)).toEqual({ text: given, found: [] }));
});
