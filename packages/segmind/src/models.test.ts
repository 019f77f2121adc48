import { aspectRatios, type Model, type NormalizedRequest, type ParityStatus, resolutions } from "@seedbed/core";
import { seedreamSize } from "@seedbed/core/provider";
import { describe, expect, test } from "vitest";
import { seedreamV3, seedreamV5Lite } from "./models.ts";

const prompt = "a koi pond";
const url = "https://a.test/1.png";
type Parity = Record<string, [sent: unknown, status: ParityStatus]>;
type Case = [name: string, given: Omit<NormalizedRequest, "prompt">, want: object, parity: Parity];

/** The parity entries that say more than that nothing was asked for. */
function callSafely(model: Model, given: Case[1]): Parity {
  const entries = model
    .map({ prompt, ...given })
    .parity.filter(({ status, sent }) => status !== "defaulted" || sent !== null);
  return Object.fromEntries(entries.map(({ setting, sent, status }) => [setting, [sent, status]]));
}

describe("Seedream 5.0 lite", () => {
  const cases: Case[] = [
    ["a prompt alone", {}, {}, {}],
    ["watermark", { watermark: false }, { watermark: false }, { watermark: [false, "exact"] }],
    ["optimizePrompt", { optimizePrompt: "fast" }, { optimize_prompt: "fast" }, { optimizePrompt: ["fast", "exact"] }],
    ["count", { count: 15 }, { max_images: 15 }, { count: [15, "exact"] }],
    ["one image", { count: 1 }, { max_images: 1 }, { count: [1, "exact"] }],
    ["seed", { seed: 7 }, {}, { seed: [null, "dropped"] }],
    ["guidanceScale", { guidanceScale: 2.5 }, {}, { guidanceScale: [null, "dropped"] }],
    ["safetyChecker", { safetyChecker: true }, {}, { safetyChecker: [null, "dropped"] }],
    [
      "images",
      { images: [url, "data:image/png;base64,AA"] },
      { image_input: [url, "data:image/png;base64,AA"] },
      { images: ["2 images", "exact"] },
    ],
    [
      "size",
      { size: { width: 3000, height: 3000 } },
      { aspect_ratio: "1:1", size: "3K" },
      { size: [{ aspect_ratio: "1:1", size: "3K" }, "approximated"] },
    ],
    ["extraBody", { extraBody: { seed: 9 } }, {}, { seed: [9, "unchecked"] }],
  ];
  test.each(cases)("%s", (_name, given, want, parity) => {
    const mapped = seedreamV5Lite.map({ prompt, ...given });
    expect(mapped.body).toEqual({ prompt, ...want });
    expect(callSafely(seedreamV5Lite, given)).toEqual(parity);
    expect(mapped.operation.operationId).toBe(
      given.images ? "seedreamV5LiteImageToImage" : "seedreamV5LiteTextToImage",
    );
    expect(mapped).toMatchObject({ count: given.count ?? 1, fewest: 1 });
    expect(mapped.extraBody).toEqual(given.extraBody);
  });

  const shapes = aspectRatios.flatMap((aspectRatio) => resolutions.map((resolution) => ({ aspectRatio, resolution })));
  test.each(shapes)("$aspectRatio at $resolution goes as it is", ({ aspectRatio, resolution }) => {
    const mapped = seedreamV5Lite.map({ prompt, aspectRatio, resolution });
    expect(mapped.body).toEqual({ prompt, aspect_ratio: aspectRatio, size: resolution });
    expect(mapped.askedSize).toEqual(seedreamSize(aspectRatio, resolution));
    expect(callSafely(seedreamV5Lite, { aspectRatio, resolution })).toEqual({
      aspectRatio: [aspectRatio, "exact"],
      resolution: [resolution, "exact"],
    });
  });

  test("the size that comes of nothing asked is the documented default: 2K from text, 3K from images", () => {
    expect(seedreamV5Lite.map({ prompt }).askedSize).toEqual(seedreamSize("16:9", "2K"));
    expect(seedreamV5Lite.map({ prompt, images: [url] }).askedSize).toEqual(seedreamSize("16:9", "3K"));
  });

  test.each<[object, string]>([
    [{ count: 16 }, "count must be at most 15; it is 16"],
    [{ images: Array(11).fill(url) }, "images must be at most 10; there are 11"],
    [{ images: [""] }, "image_input[0] must not be empty"],
    [{ aspectRatio: "5:4" }, "aspectRatio must be one of"],
  ])("refuses %j", (given, text) => {
    expect(() => seedreamV5Lite.map({ prompt, ...given })).toThrow(text);
  });
});

describe("Seedream 3.0", () => {
  const usual: Parity = { aspectRatio: ["16:9", "defaulted"] };
  const cases: Case[] = [
    ["a prompt alone takes the required aspect ratio's default", {}, { aspect_ratio: "16:9" }, usual],
    ["seed", { seed: 12345 }, { aspect_ratio: "16:9", seed: 12345 }, { ...usual, seed: [12345, "exact"] }],
    [
      "guidanceScale",
      { guidanceScale: 2.5 },
      { aspect_ratio: "16:9", guidance_scale: 2.5 },
      { ...usual, guidanceScale: [2.5, "exact"] },
    ],
    ["resolution", { resolution: "3K" }, { aspect_ratio: "16:9" }, { ...usual, resolution: [null, "dropped"] }],
    ["images", { images: [url] }, { aspect_ratio: "16:9" }, { ...usual, images: [null, "dropped"] }],
    ["one image", { count: 1 }, { aspect_ratio: "16:9" }, { ...usual, count: [null, "mapped"] }],
    ["watermark", { watermark: true }, { aspect_ratio: "16:9" }, { ...usual, watermark: [null, "dropped"] }],
    [
      "optimizePrompt",
      { optimizePrompt: "fast" },
      { aspect_ratio: "16:9" },
      { ...usual, optimizePrompt: [null, "dropped"] },
    ],
    [
      "safetyChecker",
      { safetyChecker: false },
      { aspect_ratio: "16:9" },
      { ...usual, safetyChecker: [null, "dropped"] },
    ],
    [
      "size",
      { size: { width: 3136, height: 1344 } },
      { aspect_ratio: "16:9" },
      { aspectRatio: [null, "defaulted"], size: ["16:9", "approximated"] },
    ],
    ["extraBody", { extraBody: { steps: 9 } }, { aspect_ratio: "16:9" }, { ...usual, steps: [9, "unchecked"] }],
  ];
  test.each(cases)("%s", (_name, given, want, { aspectRatio, ...parity }) => {
    const mapped = seedreamV3.map({ prompt, ...given });
    expect(mapped.body).toEqual({ prompt, ...want });
    expect(callSafely(seedreamV3, given)).toEqual({ ...parity, ...(aspectRatio?.[0] ? { aspectRatio } : {}) });
    expect(mapped).toMatchObject({ askedSize: null, count: 1, fewest: 1 });
  });

  test.each(["16:9", "4:3", "1:1", "3:4", "9:16"] as const)("%s goes as it is", (aspectRatio) => {
    expect(seedreamV3.map({ prompt, aspectRatio }).body).toEqual({ prompt, aspect_ratio: aspectRatio });
    expect(callSafely(seedreamV3, { aspectRatio })).toEqual({ aspectRatio: [aspectRatio, "exact"] });
  });

  test.each<[object, string]>([
    [{ count: 2 }, "count must be at most 1; it is 2"],
    [{ aspectRatio: "21:9" }, "aspect_ratio must be one of"],
    [{ seed: 0 }, "seed must be at least 1; it is 0"],
    [{ seed: 1_000_000 }, "seed must be at most 999999; it is 1000000"],
    [{ guidanceScale: 0.5 }, "guidance_scale must be at least 1; it is 0.5"],
    [{ guidanceScale: 10.1 }, "guidance_scale must be at most 10; it is 10.1"],
  ])("refuses %j", (given, text) => {
    expect(() => seedreamV3.map({ prompt, ...given })).toThrow(text);
  });
});
