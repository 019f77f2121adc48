import {
  type AspectRatio,
  aspectRatios,
  checkNormalized,
  checkRequest,
  type MappedRequest,
  type Model,
  type NormalizedRequest,
  nearestAspectRatio,
  nearestResolution,
  parityOf,
  type Resolution,
  type Sent,
  seedreamSize,
  sentAsIs,
} from "@seedbed/core";
import { fields, operations } from "./gen/operations.gen.ts";
import {
  zSeedreamV3TextToImageBody,
  zSeedreamV5LiteImageToImageBody,
  zSeedreamV5LiteTextToImageBody,
} from "./gen/schemas.gen.ts";

const { seedreamV5LiteTextToImage, seedreamV5LiteImageToImage, seedreamV3TextToImage } = operations;
const imageInput = fields.seedreamV5LiteImageToImage.image_input;

/** Seedream 5.0 lite at Segmind: text only, or with images. */
export const seedreamV5Lite: Model<typeof seedreamV5LiteTextToImage.model, typeof seedreamV5LiteTextToImage.family> = {
  id: seedreamV5LiteTextToImage.model,
  provider: seedreamV5LiteTextToImage.provider,
  displayName: "Seedream 5.0 Lite",
  family: seedreamV5LiteTextToImage.family,
  capabilities: {
    maxCount: fields.seedreamV5LiteTextToImage.max_images.maximum,
    maxImages: imageInput.maxItems,
    aspectRatios: fields.seedreamV5LiteTextToImage.aspect_ratio.values,
    resolutions: fields.seedreamV5LiteTextToImage.size.values,
    maxImageBytes: imageInput.imageInput.maxBytes,
    imageMediaTypes: imageInput.imageInput.mediaTypes,
    takesImageUrls: true,
  },
  map(request) {
    checkNormalized(seedreamV5Lite, request);
    const edit = request.images !== undefined;
    const operation = edit ? seedreamV5LiteImageToImage : seedreamV5LiteTextToImage;
    const shape = shapeOf(request);
    const { body, sent } = sentAsIs(request, {
      images: "image_input",
      count: "max_images",
      watermark: "watermark",
      optimizePrompt: "optimize_prompt",
    });
    const full = { prompt: request.prompt, ...body, ...shape.body };
    checkRequest<object>(operation, edit ? zSeedreamV5LiteImageToImageBody : zSeedreamV5LiteTextToImageBody, full);
    const { aspect_ratio, size } = fields[operation.operationId];
    return mapped(
      request,
      operation,
      full,
      { ...sent, ...shape.sent },
      seedreamSize(shape.aspectRatio ?? aspect_ratio.default, shape.resolution ?? size.default),
    );
  },
};

/** Seedream 3.0 at Segmind: text only, one image. It has no images, resolution or count, and no document gives its sizes in pixels. */
export const seedreamV3: Model<typeof seedreamV3TextToImage.model, typeof seedreamV3TextToImage.family> = {
  id: seedreamV3TextToImage.model,
  provider: seedreamV3TextToImage.provider,
  displayName: "Seedream 3.0",
  family: seedreamV3TextToImage.family,
  capabilities: {
    maxCount: 1,
    maxImages: 0,
    aspectRatios: fields.seedreamV3TextToImage.aspect_ratio.values,
    resolutions: [],
    maxImageBytes: null,
    imageMediaTypes: null,
    takesImageUrls: false,
  },
  map(request) {
    checkNormalized(seedreamV3, request);
    const { values, default: usual } = fields.seedreamV3TextToImage.aspect_ratio;
    const { body, sent } = sentAsIs(request, {
      aspectRatio: "aspect_ratio",
      seed: "seed",
      guidanceScale: "guidance_scale",
    });
    const full: Record<string, unknown> = { prompt: request.prompt, ...body };
    if (request.size) {
      full.aspect_ratio = nearestAspectRatio(request.size, values);
      sent.size = { sent: full.aspect_ratio, status: "approximated" };
    }
    if (full.aspect_ratio === undefined) {
      full.aspect_ratio = usual; // required, so the documented default is sent
      sent.aspectRatio = { sent: usual, status: "defaulted" };
    }
    if (request.count === 1) sent.count = { sent: null, status: "mapped" }; // one is what it gives
    checkRequest<object>(seedreamV3TextToImage, zSeedreamV3TextToImageBody, full);
    return mapped(request, seedreamV3TextToImage, full, sent, null);
  },
};

function mapped(
  request: NormalizedRequest,
  operation: MappedRequest["operation"],
  body: Record<string, unknown>,
  sent: Sent,
  askedSize: MappedRequest["askedSize"],
): MappedRequest {
  return {
    operation,
    body,
    ...(request.extraBody ? { extraBody: request.extraBody } : {}),
    parity: parityOf(request, sent),
    askedSize,
    count: request.count ?? 1,
    fewest: 1,
  };
}

/** Aspect ratio and resolution as they are; a size in pixels becomes the nearest of both. */
function shapeOf(request: NormalizedRequest): {
  body: Record<string, unknown>;
  sent: Sent;
  aspectRatio?: AspectRatio;
  resolution?: Resolution;
} {
  if (!request.size) {
    const { body, sent } = sentAsIs(request, { aspectRatio: "aspect_ratio", resolution: "size" });
    return {
      body,
      sent,
      ...(request.aspectRatio ? { aspectRatio: request.aspectRatio } : {}),
      ...(request.resolution ? { resolution: request.resolution } : {}),
    };
  }
  const aspectRatio = nearestAspectRatio(request.size, aspectRatios);
  const resolution = nearestResolution(request.size, aspectRatio);
  const body = { aspect_ratio: aspectRatio, size: resolution };
  return { body, sent: { size: { sent: body, status: "approximated" } }, aspectRatio, resolution };
}

/** Segmind's models, by what a user asks for. */
export const models = [seedreamV5Lite, seedreamV3] as const;
