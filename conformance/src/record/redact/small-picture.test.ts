import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { tinyPicture } from "../../contract/tiny-pictures.ts";
import { type PictureFacts, pictureFacts, shrinkPictures, smallPicture } from "./small-picture.ts";

const types = ["image/png", "image/jpeg", "image/webp", "image/gif"];
test.each(types)("a small picture of %s is one of that type, of one pixel", (mediaType) => {
  const small = smallPicture(mediaType);
  expect(small.mediaType).toBe(mediaType);
  expect(pictureFacts(small.bytes, "here")).toMatchObject({ mediaType, width: 1, height: 1 });
});

test("where there is none of its type it is a PNG, and says so", () => {
  expect(smallPicture("image/x-unknown").mediaType).toBe("image/png");
});

test("the facts of a picture are of its bytes", () => {
  const bytes = tinyPicture("image/png");
  expect(pictureFacts(bytes, "response.picture")).toEqual({
    at: "response.picture",
    mediaType: "image/png",
    width: 1,
    height: 1,
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(pictureFacts(new Uint8Array([1, 2, 3]), "a")).toBeUndefined();
});

describe("in a text", () => {
  const shrunk = (text: string) => {
    const found: PictureFacts[] = [];
    return { text: shrinkPictures(text, "at", (facts) => found.push(facts)), found };
  };
  // A comment behind the picture's end: the same picture, of more bytes.
  const large = Buffer.concat([tinyPicture("image/png"), Buffer.alloc(300, 7)]).toString("base64");
  const small = Buffer.from(smallPicture("image/png").bytes).toString("base64");

  test.each([
    ["plain Base64", large, small],
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
    "no picture",
    "A".repeat(100),
    `data:image/png;base64,${"A".repeat(20)}`,
    large.slice(0, 60),
    `${large}!`,
  ])("%s stays as it is", (given) => expect(shrunk(given)).toEqual({ text: given, found: [] }));
});
