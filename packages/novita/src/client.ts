import {
  type ClientOptions,
  createApi,
  createContext,
  type Generation,
  generate,
  type RunOptions,
} from "@seedbed/core";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { zSeedream5LiteBody } from "./gen/schemas.gen.ts";
import type { operations as Operations, paths } from "./gen/types.gen.ts";
import { readResult } from "./result.ts";

/** The fields of `POST /v3/seedream-5.0-lite`. @interface */
export type Seedream5LiteRequest = Operations["seedream5Lite"]["requestBody"]["content"]["application/json"];

/** Novita's Seedream endpoint, with Novita's own field names. Each call is one paid generation. */
export interface NovitaClient {
  /** Seedream 5.0 lite from text and up to 14 images. Novita publishes no price and no latency. */
  seedream5Lite(request: Seedream5LiteRequest, options?: RunOptions): Promise<Generation>;
}

/** The most images of a sequence where the request does not say (the upstream's default). */
const maxImages = 15;

/**
 * Creates a client for Novita.
 *
 * @param options - the key comes from `NOVITA_API_KEY` unless given
 * @throws AuthenticationError where there is no key
 */
export function createNovita(options: ClientOptions = {}): NovitaClient {
  const context = createContext(providerFact, dialect, { env: globalThis.process?.env, ...options });
  const api = createApi<paths>(context);
  const operation = operations.seedream5Lite;
  return {
    seedream5Lite: (request, runOptions) =>
      generate<Seedream5LiteRequest>(
        context,
        {
          operation,
          validator: zSeedream5LiteBody,
          images: (body) => ({
            min: 1,
            max:
              body.sequential_image_generation === "auto"
                ? (body.sequential_image_generation_options?.max_images ?? maxImages)
                : 1,
          }),
          transmit: (body) => (init) => api.POST("/v3/seedream-5.0-lite", { body, ...init }),
          read: (context, answer) => readResult(context, operation, answer),
        },
        request,
        runOptions,
      ),
  };
}
