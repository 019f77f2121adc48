import { expect, test } from "vitest";
import { assertFindable, assertNoSecret } from "./assert-no-secret.ts";

test("a text with a secret is not written, and one without passes", () => {
  expect(() => assertNoSecret("the key is abc-123", ["abc-123"], "The recording")).toThrow(
    expect.objectContaining({
      name: "Error",
      message:
        "The recording is not written: a key or a cookie would have remained in it. Nothing was kept of this call.",
    }),
  );
  expect(() => assertNoSecret("the key is [redacted]", ["abc-123"], "The recording")).not.toThrow();
});

test("a key of five characters cannot be kept out of a file, one of six can", () => {
  expect(() => assertFindable("12345")).toThrow(
    "The key has 5 characters: one of fewer than 6 cannot be kept out of a file for certain. Nothing was sent.",
  );
  expect(() => assertFindable("123456")).not.toThrow();
});
