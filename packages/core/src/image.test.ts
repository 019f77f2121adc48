import { expect, test } from "vitest";
import { measureImage } from "./image.ts";
import { png } from "./testing/picture.ts";

test("a picture is measured in its bytes, and what is none is none", () => {
  expect(measureImage(png(2848, 1600))).toEqual({ mediaType: "image/png", width: 2848, height: 1600 });
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(3),
    new TextEncoder().encode("<html>"),
    png(4, 3).subarray(0, 20),
  ]) {
    expect(measureImage(bytes)).toBeUndefined();
  }
});
