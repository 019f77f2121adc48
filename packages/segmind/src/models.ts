import { type AspectRatio, aspectRatios, type Resolution } from "@seedbed/core";
import {
  defineModel,
  nearestAspectRatio,
  nearestResolution,
  type Sent,
  seedreamSize,
  sentAsIs,
} from "@seedbed/core/provider";
import { fields, operations } from "./gen/operations.gen.ts";
import {
  zSeedreamV3TextToImageBody,
  zSeedreamV5LiteImageToImageBody,
  zSeedreamV5LiteTextToImageBody,
} from "./gen/schemas.gen.ts";

const text = fields.seedreamV5LiteTextToImage;
const edit = fields.seedreamV5LiteImageToImage;
const v3 = fields.seedreamV3TextToImage;

/** Seedream 5.0 lite at Segmind: text only, or with images. */
export const seedreamV5Lite = defineModel({
  displayName: "Seedream 5.0 Lite",
  text: { operation: operations.seedreamV5LiteTextToImage, body: zSeedreamV5LiteTextToImageBody },
  edit: { operation: operations.seedreamV5LiteImageToImage, body: zSeedreamV5LiteImageToImageBody },
  capabilities: {
    maxCount: text.max_images.maximum,
    aspectRatios: text.aspect_ratio.values,
    resolutions: text.size.values,
  },
  imageField: edit.image_input,
  fields: { images: "image_input", count: "max_images", watermark: "watermark", optimizePrompt: "optimize_prompt" },
  /** Aspect ratio and resolution as they are; a size in pixels becomes the nearest of both. */
  map(request) {
    if (request.size) {
      const aspectRatio = nearestAspectRatio(request.size, aspectRatios);
      const resolution = nearestResolution(request.size, aspectRatio);
      const body = { aspect_ratio: aspectRatio, size: resolution };
      const sent: Sent = { size: { sent: body, status: "approximated" } };
      return { body, sent, askedSize: seedreamSize(aspectRatio, resolution) };
    }
    const defaults: { aspect_ratio: { default: AspectRatio }; size: { default: Resolution } } = request.images
      ? edit
      : text;
    const { aspectRatio = defaults.aspect_ratio.default, resolution = defaults.size.default } = request;
    const { body, sent } = sentAsIs(request, { aspectRatio: "aspect_ratio", resolution: "size" });
    return { body, sent, askedSize: seedreamSize(aspectRatio, resolution) };
  },
});

/** Seedream 3.0 at Segmind: text only, one image. It has no images, resolution or count, and no document gives its sizes in pixels. */
export const seedreamV3 = defineModel({
  displayName: "Seedream 3.0",
  text: { operation: operations.seedreamV3TextToImage, body: zSeedreamV3TextToImageBody },
  capabilities: { maxCount: 1, aspectRatios: v3.aspect_ratio.values, resolutions: [] },
  fields: { aspectRatio: "aspect_ratio", seed: "seed", guidanceScale: "guidance_scale" },
  map({ aspectRatio, count, size }) {
    const { values, default: usual } = v3.aspect_ratio;
    const sent: Sent = count === 1 ? { count: { sent: null, status: "mapped" } } : {}; // one is what it gives
    if (aspectRatio) return { body: {}, sent, askedSize: null };
    const ratio = size ? nearestAspectRatio(size, values) : usual;
    if (size) sent.size = { sent: ratio, status: "approximated" };
    else sent.aspectRatio = { sent: ratio, status: "defaulted" }; // required, so the documented default is sent
    return { body: { aspect_ratio: ratio }, sent, askedSize: null };
  },
});

/** Segmind's models, by what a user asks for. */
export const models = [seedreamV5Lite, seedreamV3] as const;
