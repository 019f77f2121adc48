import { aspectRatios, type NormalizedRequest, type ParityStatus } from "@seedbed/core";
import { expect, test } from "vitest";
import { seedreamV5Lite } from "./models.ts";

const prompt = "a koi pond";
const uri = "data:image/png;base64,AAEC";
const mapped = (given: object) => seedreamV5Lite.map({ prompt, ...given });
type Parity = Record<string, [sent: unknown, status: ParityStatus]>;

function callSafely(given: object): Parity {
  const entries = mapped(given).parity.filter(({ status }) => status !== "defaulted");
  return Object.fromEntries(entries.map(({ setting, sent, status }) => [setting, [sent, status]]));
}

const cases: [name: string, given: Omit<NormalizedRequest, "prompt">, want: object, parity: Parity][] = [
  ["a prompt alone", {}, {}, {}],
  ["images", { images: [uri, uri] }, { image_urls: [uri, uri] }, { images: ["2 images", "exact"] }],
  ["count", { count: 6 }, { num_images: 6 }, { count: [6, "exact"] }],
  ["seed", { seed: 0 }, { seed: 0 }, { seed: [0, "exact"] }],
  ["safetyChecker", { safetyChecker: false }, { enable_safety_checker: false }, { safetyChecker: [false, "exact"] }],
  ["guidanceScale", { guidanceScale: 2.5 }, {}, { guidanceScale: [null, "dropped"] }],
  ["watermark", { watermark: false }, {}, { watermark: [null, "dropped"] }],
  ["optimizePrompt", { optimizePrompt: "fast" }, {}, { optimizePrompt: [null, "dropped"] }],
  ["2K alone", { resolution: "2K" }, { image_size: "auto_2K" }, { resolution: ["auto_2K", "mapped"] }],
  ["3K alone", { resolution: "3K" }, { image_size: "auto_3K" }, { resolution: ["auto_3K", "mapped"] }],
  [
    "size",
    { size: { width: 2848, height: 1600 } },
    { image_size: "landscape_16_9" },
    { size: ["landscape_16_9", "approximated"] },
  ],
  [
    "a square size",
    { size: { width: 2048, height: 2048 } },
    { image_size: "square_hd" },
    { size: ["square_hd", "approximated"] },
  ],
  ["extraBody", { extraBody: { steps: 9 } }, {}, { steps: [9, "unchecked"] }],
];

test.each(cases)("%s", (_name, given, want, parity) => {
  expect(mapped(given).body).toEqual({ prompt, ...want });
  expect(callSafely(given)).toEqual(parity);
  expect(mapped(given).operation.operationId).toBe(given.images ? "seedreamV5LiteEdit" : "seedreamV5LiteGenerate");
  expect(mapped(given)).toMatchObject({ askedSize: null, count: given.count ?? 1, fewest: given.count ?? 1 });
  expect(mapped(given).extraBody).toEqual(given.extraBody);
});

const presets: Record<(typeof aspectRatios)[number], [preset: string, status: ParityStatus]> = {
  "1:1": ["square_hd", "mapped"],
  "4:3": ["landscape_4_3", "mapped"],
  "3:4": ["portrait_4_3", "mapped"],
  "16:9": ["landscape_16_9", "mapped"],
  "9:16": ["portrait_16_9", "mapped"],
  "3:2": ["landscape_4_3", "approximated"],
  "2:3": ["portrait_4_3", "approximated"],
  "21:9": ["landscape_16_9", "approximated"],
};
test.each(aspectRatios)("%s becomes its preset, or the nearest", (aspectRatio) => {
  const [preset] = presets[aspectRatio];
  expect(mapped({ aspectRatio }).body).toEqual({ prompt, image_size: preset });
  expect(callSafely({ aspectRatio })).toEqual({ aspectRatio: presets[aspectRatio] });
  for (const resolution of ["2K", "3K"]) {
    expect(mapped({ aspectRatio, resolution }).body).toEqual({ prompt, image_size: preset });
    expect(callSafely({ aspectRatio, resolution })).toEqual({
      aspectRatio: presets[aspectRatio],
      resolution: [null, "dropped"],
    });
  }
});

test.each<[object, string]>([
  [{ count: 7 }, "count must be at most 6; it is 7"],
  [{ images: Array(11).fill(uri) }, "images must be at most 10; there are 11"],
  [{ images: ["https://a.test/1.png"] }, "image_urls[0] must be an image as a data URI"],
  [{ seed: -1 }, "seed must be a whole number of at least 0; it is -1"],
])("refuses %j", (given, text) => {
  expect(() => mapped(given)).toThrow(text);
});
