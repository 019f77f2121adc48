import { expect, test } from "vitest";
import { type NormalizedRequest, settings } from "./normalized-request.ts";
import { parityOf, sentAsIs } from "./parity.ts";

const full: Required<NormalizedRequest> = {
  prompt: "a",
  images: ["data:1", "data:2"],
  aspectRatio: "1:1",
  resolution: "2K",
  size: { width: 1, height: 1 },
  count: 2,
  seed: 0,
  guidanceScale: 1,
  watermark: false,
  optimizePrompt: "fast",
  safetyChecker: false,
  extraBody: { negative: "blue" },
};

test("has an entry for every setting, asked for or not", () => {
  const entries = parityOf({ prompt: "a" }, {});
  expect(entries.map(({ setting }) => setting)).toEqual([...settings]);
  for (const entry of entries) expect(entry).toMatchObject({ requested: null, sent: null, status: "defaulted" });
});

test("says of what was asked and not sent that it was dropped, also of false and 0", () => {
  const entries = parityOf(full, {});
  expect(entries.filter(({ status }) => status === "dropped").map(({ setting }) => setting)).toEqual([...settings]);
});

test("names what went past the spec", () => {
  expect(parityOf(full, {}).at(-1)).toEqual({
    setting: "negative",
    requested: "blue",
    sent: "blue",
    status: "unchecked",
  });
});

test("counts images and does not show them", () => {
  const { body, sent } = sentAsIs(full, { images: "image", seed: "seed", count: "n" });
  expect(body).toEqual({ image: full.images, seed: 0, n: 2 });
  expect(sent.images).toEqual({ sent: "2 images", status: "exact" });
  expect(JSON.stringify(parityOf(full, sent))).not.toContain("data:1");
});
