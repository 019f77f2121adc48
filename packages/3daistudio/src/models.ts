import { aspectRatios, type NormalizedRequest, resolutions } from "@seedbed/core";
import { defineModel, nearestAspectRatio, type Sent } from "@seedbed/core/provider";
import { fields, operations } from "./gen/operations.gen.ts";
import { zSeedreamV5LiteEditBody, zSeedreamV5LiteGenerateBody } from "./gen/schemas.gen.ts";

/** The preset of each aspect ratio that has one. No document gives their sizes in pixels. */
const presets = {
  "1:1": "square_hd",
  "4:3": "landscape_4_3",
  "16:9": "landscape_16_9",
  "3:4": "portrait_4_3",
  "9:16": "portrait_16_9",
} as const;
const presetRatios = Object.keys(presets) as (keyof typeof presets)[]; // the keys of the table above

/** Seedream 5.0 lite at 3D AI Studio: text only, or with images; always a job. */
export const seedreamV5Lite = defineModel({
  displayName: "Seedream V5 Lite",
  text: { operation: operations.seedreamV5LiteGenerate, body: zSeedreamV5LiteGenerateBody },
  edit: { operation: operations.seedreamV5LiteEdit, body: zSeedreamV5LiteEditBody },
  capabilities: { maxCount: fields.seedreamV5LiteGenerate.num_images.maximum, aspectRatios, resolutions },
  imageField: fields.seedreamV5LiteEdit.image_urls,
  fields: { images: "image_urls", count: "num_images", seed: "seed", safetyChecker: "enable_safety_checker" },
  countIsExact: true,
  map(request) {
    const { preset, sent } = shapeOf(request);
    return { body: preset ? { image_size: preset } : {}, sent, askedSize: null };
  },
});

/** 3D AI Studio's models, by what a user asks for. */
export const models = [seedreamV5Lite] as const;

/** An aspect ratio wins over a resolution; one without a preset becomes the nearest that has one. */
function shapeOf({ aspectRatio, resolution, size }: NormalizedRequest): { preset?: string; sent: Sent } {
  if (size) {
    const preset = presets[nearestAspectRatio(size, presetRatios)];
    return { preset, sent: { size: { sent: preset, status: "approximated" } } };
  }
  if (aspectRatio) {
    const own = presetRatios.find((ratio) => ratio === aspectRatio);
    const [width = 1, height = 1] = aspectRatio.split(":").map(Number);
    const preset = presets[own ?? nearestAspectRatio({ width, height }, presetRatios)];
    return { preset, sent: { aspectRatio: { sent: preset, status: own ? "mapped" : "approximated" } } };
  }
  if (!resolution) return { sent: {} };
  const preset = `auto_${resolution}`;
  return { preset, sent: { resolution: { sent: preset, status: "mapped" } } };
}
