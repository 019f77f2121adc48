import { type Size, sizeOf } from "./sizes.ts";

/** A request body that the schema has let pass. */
export interface Body {
  readonly prompt: string;
  readonly aspect_ratio?: string;
  readonly size?: string;
  readonly max_images?: number;
  readonly optimize_prompt?: string;
  readonly watermark?: boolean;
  readonly image_input?: readonly string[];
  readonly seed?: number;
}

/** One endpoint: what it costs and what its defaults are. */
export interface Model {
  readonly operationId: string;
  readonly priceUsd: number;
  readonly reportsSeed: boolean;
  sizeOf(body: Body): Size;
}

/** By path. Prices and defaults are those of the seeds. */
export const models: Readonly<Record<string, Model>> = {
  "/v1/seedream-v5-lite-text-to-image": {
    operationId: "seedreamV5LiteTextToImage",
    priceUsd: 0.035,
    reportsSeed: false,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9", body.size ?? "2K"),
  },
  "/v1/seedream-v5-lite-image-to-image": {
    operationId: "seedreamV5LiteImageToImage",
    priceUsd: 0.035,
    reportsSeed: false,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9", body.size ?? "3K"),
  },
  "/v1/seedream-v3-text-to-image": {
    operationId: "seedreamV3TextToImage",
    priceUsd: 0.037,
    reportsSeed: true,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9"),
  },
};
