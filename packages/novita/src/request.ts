import {
  aspectRatios,
  checkNormalized,
  checkRequest,
  type Model,
  parityOf,
  resolutions,
  type Size,
  seedreamSize,
  sentAsIs,
} from "@seedbed/core";
import { fields, operations } from "./gen/operations.gen.ts";
import { zSeedream5LiteBody } from "./gen/schemas.gen.ts";

const operation = operations.seedream5Lite;
const { image, size: sizeField } = fields.seedream5Lite;

/** Seedream 5.0 lite at Novita: text only, or with images. */
export const seedream5Lite: Model<typeof operation.model, typeof operation.family> = {
  id: operation.model,
  provider: operation.provider,
  displayName: "Seedream 5.0 lite",
  family: operation.family,
  capabilities: {
    maxCount: 15,
    maxImages: image.maxItems,
    aspectRatios,
    resolutions,
    maxImageBytes: image.imageInput.maxBytes,
    imageMediaTypes: image.imageInput.mediaTypes,
    takesImageUrls: true,
  },
  map(request) {
    checkNormalized(seedream5Lite, request);
    const { prompt, aspectRatio, count, extraBody, optimizePrompt, resolution, size } = request;
    const { body, sent } = sentAsIs(request, { images: "image", watermark: "watermark" });
    const full: Record<string, unknown> = { prompt, ...body };
    const asked = size ?? (aspectRatio && seedreamSize(aspectRatio, resolution ?? "2K"));
    if (asked) {
      full.size = pixels(asked);
      if (size) sent.size = { sent: full.size, status: "exact" };
      if (aspectRatio) sent.aspectRatio = { sent: full.size, status: "mapped" };
      if (aspectRatio && resolution) sent.resolution = { sent: full.size, status: "mapped" };
    } else if (resolution) {
      full.size = resolution;
      sent.resolution = { sent: resolution, status: "exact" };
    }
    if (optimizePrompt) {
      full.optimize_prompt_options = { mode: optimizePrompt };
      sent.optimizePrompt = { sent: full.optimize_prompt_options, status: "mapped" };
    }
    if (count !== undefined) {
      const sequence =
        count > 1
          ? { sequential_image_generation: "auto", sequential_image_generation_options: { max_images: count } }
          : { sequential_image_generation: "disabled" };
      Object.assign(full, sequence);
      sent.count = { sent: sequence, status: "mapped" };
    }
    checkRequest<object>(operation, zSeedream5LiteBody, full);
    return {
      operation,
      body: full,
      ...(extraBody ? { extraBody } : {}),
      parity: parityOf(request, sent),
      askedSize: asked ?? (resolution ? null : defaultSize()),
      count: count ?? 1,
      fewest: 1,
    };
  },
};

/** Novita's models, by what a user asks for. */
export const models = [seedream5Lite] as const;

function pixels({ width, height }: Size): string {
  return `${width}x${height}`;
}

/** The documented default, in pixels. */
function defaultSize(): Size {
  const [width, height] = sizeField.default.split("x").map(Number);
  return { width: width ?? 0, height: height ?? 0 };
}
