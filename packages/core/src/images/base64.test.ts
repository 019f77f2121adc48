import { expect, test } from "vitest";
import { decodeBase64, decodeDataUri, encodeBase64 } from "./base64.ts";

test("comes back as it went, at any length", () => {
  for (const length of [0, 1, 2, 3, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  }
});

test.each([
  ["-_8A", [251, 255, 0]],
  ["+/8A", [251, 255, 0]],
  ["A", undefined],
  ["AAA", [0, 0]],
  ["AAA=", [0, 0]],
  ["AA", [0]],
  ["AA==", [0]],
  [" A A\r\nE\tC\n", [0, 1, 2]],
  ["AA=", undefined],
  ["AA=A", undefined],
  ["A===", undefined],
  ["=AAA", undefined],
  ["AAAA=AAA", undefined],
  ["AAA!", undefined],
])("%j as base64 is %j", (text, bytes) => {
  expect(decodeBase64(text)).toEqual(bytes && Uint8Array.from(bytes));
});

test.each(["data:image/png;base64,A%41EC", "data:image/png;base64,%2D_8A", "data:image/png;base64, AA\nEC"])(
  "%j is read",
  (uri) => {
    expect(decodeDataUri(uri)?.bytes).toHaveLength(3);
  },
);

test("a head of megabytes is refused, and nothing is thrown", () => {
  expect(decodeDataUri(`data:${";a".repeat(4_000_000)},AAEC`)).toBeUndefined();
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
