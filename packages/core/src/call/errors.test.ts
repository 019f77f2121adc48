import { expect, test } from "vitest";
import { decodeDataUri } from "../images/base64.ts";
import * as core from "../index.ts";
import { pngDataUri } from "../testing/image.ts";

const classes = Object.entries(core).flatMap(([name, value]) =>
  typeof value === "function" && value.prototype instanceof core.SeedbedError ? [[name, value] as const] : [],
);

test("there are seventeen classes, one for each blame", () => {
  expect(classes).toHaveLength(17);
});

test.each(classes)("%s carries its name, and is told by its base and by the guard", (name, value) => {
  const error: core.SeedbedError = Reflect.construct(value, ["it failed"]);
  expect(error).toMatchObject({ name, message: "it failed", billed: "no" });
  expect(String(error)).toBe(`${name}: it failed`);
  expect(core.isSeedbedError(error)).toBe(true);
});

test("the guard knows an error of another copy of the package, and nothing else", () => {
  const foreign = Object.defineProperty(new Error("it failed"), Symbol.for("seedbed.error"), { value: true });
  expect(core.isSeedbedError(foreign)).toBe(true);
  for (const other of [new Error("no"), null, undefined, "SeedbedError", {}])
    expect(core.isSeedbedError(other)).toBe(false);
});

test("its JSON is what the command prints, without the bytes of images", () => {
  const bytes = decodeDataUri(pngDataUri(4, 3))?.bytes ?? new Uint8Array();
  const image = { bytes, mediaType: "image/png", width: 4, height: 3, sizeBytes: bytes.length };
  const error = new core.RateLimitError("it failed", {
    provider: "acme",
    operation: "make",
    status: 429,
    code: "rate_limited",
    requestId: "r-1",
    retryAfterMs: 5,
    images: [image, { url: "https://cdn.test/2.png" }],
    body: "raw",
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "RateLimitError",
    message: "it failed",
    provider: "acme",
    operation: "make",
    status: 429,
    code: "rate_limited",
    requestId: "r-1",
    billed: "no",
    retryAfterMs: 5,
    images: [
      { mediaType: "image/png", width: 4, height: 3, sizeBytes: bytes.length },
      { url: "https://cdn.test/2.png" },
    ],
  });
});
