import { aspectRatios, type NormalizedRequest, type ParityStatus, resolutions } from "@seedbed/core";
import { seedreamSize } from "@seedbed/core/provider";
import { expect, test } from "vitest";
import { operations } from "./gen/operations.gen.ts";
import { seedream5Lite } from "./models.ts";

const prompt = "a koi pond";
const url = "https://a.test/1.png";
const mapped = (given: object) => seedream5Lite.map({ prompt, ...given });
type Parity = Record<string, [sent: unknown, status: ParityStatus]>;

function callSafely(given: object): Parity {
  const entries = mapped(given).parity.filter(({ status }) => status !== "defaulted");
  return Object.fromEntries(entries.map(({ setting, sent, status }) => [setting, [sent, status]]));
}

const sequence = { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 3 } };
const single = { sequential_image_generation: "disabled" };

const cases: [name: string, given: Omit<NormalizedRequest, "prompt">, want: object, parity: Parity][] = [
  ["a prompt alone", {}, {}, {}],
  ["images", { images: [url, url] }, { image: [url, url] }, { images: ["2 images", "exact"] }],
  ["size", { size: { width: 2560, height: 1440 } }, { size: "2560x1440" }, { size: ["2560x1440", "exact"] }],
  ["a resolution alone", { resolution: "3K" }, { size: "3K" }, { resolution: ["3K", "exact"] }],
  [
    "an aspect ratio alone is 2K",
    { aspectRatio: "21:9" },
    { size: "3136x1344" },
    { aspectRatio: ["3136x1344", "mapped"] },
  ],
  ["one image", { count: 1 }, single, { count: [single, "mapped"] }],
  ["several images", { count: 3 }, sequence, { count: [sequence, "mapped"] }],
  ["watermark", { watermark: false }, { watermark: false }, { watermark: [false, "exact"] }],
  [
    "optimizePrompt",
    { optimizePrompt: "standard" },
    { optimize_prompt_options: { mode: "standard" } },
    { optimizePrompt: [{ mode: "standard" }, "mapped"] },
  ],
  ["seed", { seed: 0 }, {}, { seed: [null, "dropped"] }],
  ["guidanceScale", { guidanceScale: 2.5 }, {}, { guidanceScale: [null, "dropped"] }],
  ["safetyChecker", { safetyChecker: false }, {}, { safetyChecker: [null, "dropped"] }],
  ["extraBody", { extraBody: { seed: 9 } }, {}, { seed: [9, "unchecked"] }],
];

test.each(cases)("%s", (_name, given, want, parity) => {
  expect(mapped(given).body).toEqual({ prompt, ...want });
  expect(callSafely(given)).toEqual(parity);
  expect(mapped(given)).toMatchObject({ count: given.count ?? 1, fewest: 1 });
  expect(mapped(given).extraBody).toEqual(given.extraBody);
});

const shapes = aspectRatios.flatMap((aspectRatio) => resolutions.map((resolution) => ({ aspectRatio, resolution })));
test.each(shapes)("$aspectRatio at $resolution goes as pixels of the size table, inside the limits", (shape) => {
  const { width, height } = seedreamSize(shape.aspectRatio, shape.resolution);
  const size = `${width}x${height}`;
  expect(mapped(shape)).toMatchObject({ body: { prompt, size }, askedSize: { width, height } });
  expect(callSafely(shape)).toEqual({ aspectRatio: [size, "mapped"], resolution: [size, "mapped"] });
  const { pixels, aspect } = operations.seedream5Lite.fields.size;
  expect(width * height).toBeGreaterThanOrEqual(pixels.min);
  expect(width * height).toBeLessThanOrEqual(pixels.max);
  expect(width / height).toBeGreaterThanOrEqual(aspect.min);
  expect(width / height).toBeLessThanOrEqual(aspect.max);
});

test("the size that comes of nothing asked is the documented default; of a resolution, no document says", () => {
  expect(mapped({}).askedSize).toEqual({ width: 2048, height: 2048 });
  expect(mapped({ resolution: "2K" }).askedSize).toBeNull();
});

test.each<[object, string]>([
  [{ size: { width: 1919, height: 1920 } }, "size must have from 3686400 to 10404496 pixels, not 3684480"],
  [{ size: { width: 4096, height: 4096 } }, "size must have from 3686400 to 10404496 pixels, not 16777216"],
  [{ size: { width: 8001, height: 500 } }, "size must have an aspect ratio from 1:16 to 16:1"],
  [{ images: Array(15).fill(url) }, "images must be at most 14; there are 15"],
  [{ count: 16 }, "count must be at most 15; it is 16"],
])("refuses %j", (given, text) => {
  expect(() => mapped(given)).toThrow(text);
});
