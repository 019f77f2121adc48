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
  /** Whether its answer is a request to poll, as on v2. */
  readonly isJob: boolean;
  readonly priceUsd: number;
  readonly reportsSeed: boolean;
  sizeOf(body: Body): Size;
}

/** Those of v1, by slug. Prices and defaults are those of the seeds. */
const synchronous: Readonly<Record<string, Omit<Model, "isJob">>> = {
  "seedream-v5-lite-text-to-image": {
    operationId: "seedreamV5LiteTextToImage",
    priceUsd: 0.035,
    reportsSeed: false,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9", body.size ?? "2K"),
  },
  "seedream-v5-lite-image-to-image": {
    operationId: "seedreamV5LiteImageToImage",
    priceUsd: 0.035,
    reportsSeed: false,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9", body.size ?? "3K"),
  },
  "seedream-v3-text-to-image": {
    operationId: "seedreamV3TextToImage",
    priceUsd: 0.037,
    reportsSeed: true,
    sizeOf: (body) => sizeOf(body.aspect_ratio ?? "16:9"),
  },
};

/** By path. That v2 has the same prices and defaults is the vendor's word. */
export const models: Readonly<Record<string, Model>> = Object.fromEntries(
  Object.entries(synchronous).flatMap(([slug, model]) => [
    [`/v1/${slug}`, { ...model, isJob: false }],
    [`/v2/${slug}`, { ...model, isJob: true, operationId: model.operationId.replace(/^s/, "submitS") }],
  ]),
);
