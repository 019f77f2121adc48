import { expect, test } from "vitest";
import { decodeBase64, decodeDataUri, encodeBase64 } from "./base64.ts";

test("comes back as it went, at any length", () => {
  for (const length of [0, 1, 2, 3, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  }
});

test.each([
  ["data:image/png;base64,AAEC", "image/png"],
  ["data:IMAGE/PNG;base64,AAEC", "image/png"],
  ["data:image/svg+xml;charset=utf-8;base64,AAEC", "image/svg+xml"],
  ["data:;base64,AAEC", "application/octet-stream"],
])("reads %s", (uri, mediaType) => {
  expect(decodeDataUri(uri)).toEqual({ mediaType, bytes: new Uint8Array([0, 1, 2]) });
});

test.each(["data:image/png,AAEC", "data:image/png;base64,é", "image/png;base64,AAEC", "", "data:"])(
  "reads nothing in %j",
  (uri) => {
    expect(decodeDataUri(uri)).toBeUndefined();
  },
);
