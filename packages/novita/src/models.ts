import { aspectRatios, resolutions, type Size } from "@seedbed/core";
import { defineModel, type Sent, seedreamSize } from "@seedbed/core/provider";
import { fields, operations } from "./gen/operations.gen.ts";
import { zSeedream5LiteBody } from "./gen/schemas.gen.ts";

const { image, size: sizeField } = fields.seedream5Lite;

/** Seedream 5.0 lite at Novita: text only, or with images. */
export const seedream5Lite = defineModel({
  displayName: "Seedream 5.0 lite",
  text: { operation: operations.seedream5Lite, body: zSeedream5LiteBody },
  capabilities: { maxCount: 15, aspectRatios, resolutions },
  imageField: image,
  fields: { images: "image", watermark: "watermark" },
  map({ aspectRatio, count, optimizePrompt, resolution, size }) {
    const body: Record<string, unknown> = {};
    const sent: Sent = {};
    const asked = size ?? (aspectRatio && seedreamSize(aspectRatio, resolution ?? "2K"));
    if (asked) {
      body.size = `${asked.width}x${asked.height}`;
      if (size) sent.size = { sent: body.size, status: "exact" };
      if (aspectRatio) sent.aspectRatio = { sent: body.size, status: "mapped" };
      if (aspectRatio && resolution) sent.resolution = { sent: body.size, status: "mapped" };
    } else if (resolution) {
      body.size = resolution;
      sent.resolution = { sent: resolution, status: "exact" };
    }
    if (optimizePrompt) {
      body.optimize_prompt_options = { mode: optimizePrompt };
      sent.optimizePrompt = { sent: body.optimize_prompt_options, status: "mapped" };
    }
    if (count !== undefined) {
      const sequence =
        count > 1
          ? { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: count } }
          : { sequential_image_generation: "disabled" };
      Object.assign(body, sequence);
      sent.count = { sent: sequence, status: "mapped" };
    }
    return { body, sent, askedSize: asked ?? (resolution ? null : defaultSize()) };
  },
});

/** Novita's models, by what a user asks for. */
export const models = [seedream5Lite] as const;

/** The documented default, in pixels. */
function defaultSize(): Size {
  const [width = 0, height = 0] = sizeField.default.split("x").map(Number);
  return { width, height };
}
