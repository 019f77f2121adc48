import {
  type ClientOptions,
  createApi,
  createContext,
  type GenerateCall,
  type Generation,
  generate,
  type RunOptions,
} from "@seedbed/core";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import {
  zSeedreamV3TextToImageBody,
  zSeedreamV3TextToImageResponse,
  zSeedreamV5LiteImageToImageBody,
  zSeedreamV5LiteImageToImageResponse,
  zSeedreamV5LiteTextToImageBody,
  zSeedreamV5LiteTextToImageResponse,
} from "./gen/schemas.gen.ts";
import type { operations as Operations, paths } from "./gen/types.gen.ts";
import { readResult } from "./result.ts";

type BodyOf<Id extends keyof Operations> = Operations[Id]["requestBody"]["content"]["application/json"];

/** The fields of `POST /v1/seedream-v5-lite-text-to-image`. */
export type SeedreamV5LiteTextToImageRequest = BodyOf<"seedreamV5LiteTextToImage">;
/** The fields of `POST /v1/seedream-v5-lite-image-to-image`. */
export type SeedreamV5LiteImageToImageRequest = BodyOf<"seedreamV5LiteImageToImage">;
/** The fields of `POST /v1/seedream-v3-text-to-image`. */
export type SeedreamV3TextToImageRequest = BodyOf<"seedreamV3TextToImage">;

/** Segmind's Seedream endpoints, one function each, with Segmind's own field names. Each call is one paid generation. */
export interface SegmindClient {
  /** Seedream 5.0 lite from text. 0.035 USD per generation, about 36.4 s (seed 000). */
  seedreamV5LiteTextToImage(request: SeedreamV5LiteTextToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Seedream 5.0 lite from text and up to 10 images. 0.035 USD per generation, about 46.51 s (seed 001). */
  seedreamV5LiteImageToImage(request: SeedreamV5LiteImageToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Seedream 3.0 from text. 0.037 USD per generation, about 5.8 s (seed 002). */
  seedreamV3TextToImage(request: SeedreamV3TextToImageRequest, options?: RunOptions): Promise<Generation>;
}

/**
 * Creates a client for Segmind.
 *
 * @param options - the key comes from `SEGMIND_API_KEY` unless given
 * @throws AuthenticationError where there is no key
 */
export function createSegmind(options: ClientOptions = {}): SegmindClient {
  const context = createContext(providerFact, dialect, { env: globalThis.process?.env, ...options });
  const api = createApi<paths>(context);
  const several = (body: { max_images?: number }) => ({ min: 1, max: body.max_images ?? 1 });
  const one = () => ({ min: 1, max: 1 });
  /** What the three endpoints share: each answers with its images. */
  const endpoint =
    <Body extends object>(
      call: Pick<GenerateCall<Body>, "operation" | "validator" | "images" | "transmit">,
      response: Parameters<typeof readResult>[3],
    ) =>
    (request: Body, runOptions?: RunOptions) =>
      generate(
        context,
        { ...call, read: (context, answer) => readResult(context, call.operation, answer, response) },
        request,
        runOptions,
      );
  return {
    seedreamV5LiteTextToImage: endpoint<SeedreamV5LiteTextToImageRequest>(
      {
        operation: operations.seedreamV5LiteTextToImage,
        validator: zSeedreamV5LiteTextToImageBody,
        images: several,
        transmit: (body) => (init) => api.POST("/v1/seedream-v5-lite-text-to-image", { body, ...init }),
      },
      zSeedreamV5LiteTextToImageResponse,
    ),
    seedreamV5LiteImageToImage: endpoint<SeedreamV5LiteImageToImageRequest>(
      {
        operation: operations.seedreamV5LiteImageToImage,
        validator: zSeedreamV5LiteImageToImageBody,
        images: several,
        transmit: (body) => (init) => api.POST("/v1/seedream-v5-lite-image-to-image", { body, ...init }),
      },
      zSeedreamV5LiteImageToImageResponse,
    ),
    seedreamV3TextToImage: endpoint<SeedreamV3TextToImageRequest>(
      {
        operation: operations.seedreamV3TextToImage,
        validator: zSeedreamV3TextToImageBody,
        images: one,
        transmit: (body) => (init) => api.POST("/v1/seedream-v3-text-to-image", { body, ...init }),
      },
      zSeedreamV3TextToImageResponse,
    ),
  };
}
