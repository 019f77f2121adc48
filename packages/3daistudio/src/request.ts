import {
  aspectRatios,
  checkNormalized,
  checkRequest,
  type Model,
  type NormalizedRequest,
  nearestAspectRatio,
  type ParityStatus,
  parityOf,
  resolutions,
  type Sent,
  sentAsIs,
} from "@seedbed/core";
import { fields, operations } from "./gen/operations.gen.ts";
import { zSeedreamV5LiteEditBody, zSeedreamV5LiteGenerateBody } from "./gen/schemas.gen.ts";

const { seedreamV5LiteGenerate, seedreamV5LiteEdit } = operations;
const { image_urls: imageUrls } = fields.seedreamV5LiteEdit;

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
export const seedreamV5Lite: Model<typeof seedreamV5LiteGenerate.model, typeof seedreamV5LiteGenerate.family> = {
  id: seedreamV5LiteGenerate.model,
  provider: seedreamV5LiteGenerate.provider,
  displayName: "Seedream V5 Lite",
  family: seedreamV5LiteGenerate.family,
  capabilities: {
    maxCount: fields.seedreamV5LiteGenerate.num_images.maximum,
    maxImages: imageUrls.maxItems,
    aspectRatios,
    resolutions,
    maxImageBytes: imageUrls.imageInput.maxBytes,
    imageMediaTypes: imageUrls.imageInput.mediaTypes,
    takesImageUrls: false,
  },
  map(request) {
    checkNormalized(seedreamV5Lite, request);
    const edit = request.images !== undefined;
    const operation = edit ? seedreamV5LiteEdit : seedreamV5LiteGenerate;
    const shape = shapeOf(request);
    const { body, sent } = sentAsIs(request, {
      images: "image_urls",
      count: "num_images",
      seed: "seed",
      safetyChecker: "enable_safety_checker",
    });
    const full = { prompt: request.prompt, ...body, ...(shape ? { image_size: shape.preset } : {}) };
    checkRequest<object>(operation, edit ? zSeedreamV5LiteEditBody : zSeedreamV5LiteGenerateBody, full);
    return {
      operation,
      body: full,
      ...(request.extraBody ? { extraBody: request.extraBody } : {}),
      parity: parityOf(request, { ...sent, ...shape?.sent }),
      askedSize: null,
      count: request.count ?? 1,
      fewest: request.count ?? 1,
    };
  },
};

/** 3D AI Studio's models, by what a user asks for. */
export const models = [seedreamV5Lite] as const;

/** An aspect ratio wins over a resolution; one without a preset becomes the nearest that has one. */
function shapeOf({ aspectRatio, resolution, size }: NormalizedRequest): { preset: string; sent: Sent } | undefined {
  if (size) {
    const preset = presets[nearestAspectRatio(size, presetRatios)];
    return { preset, sent: { size: { sent: preset, status: "approximated" } } };
  }
  if (aspectRatio) {
    const own = presetRatios.find((ratio) => ratio === aspectRatio);
    const [width, height] = aspectRatio.split(":").map(Number);
    const preset = presets[own ?? nearestAspectRatio({ width: width ?? 1, height: height ?? 1 }, presetRatios)];
    const status: ParityStatus = own ? "mapped" : "approximated";
    return { preset, sent: { aspectRatio: { sent: preset, status } } };
  }
  if (resolution) {
    const preset = `auto_${resolution}`;
    return { preset, sent: { resolution: { sent: preset, status: "mapped" } } };
  }
  return undefined;
}
