import type { ClientOptions } from "@seedbed/core";
import { type ClientFact, createClient, generation } from "@seedbed/core/provider";
import { dialect } from "./errors.ts";
import type { NovitaClient } from "./gen/client.gen.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { zSeedream5LiteBody, zSeedream5LiteResponse } from "./gen/schemas.gen.ts";

/** The most images of a sequence where the request does not say (the upstream's default). */
const maxImages = 15;

/** Novita's client, as data. */
export const novita: ClientFact<NovitaClient> = {
  fact: providerFact,
  dialect,
  calls: {
    seedream5Lite: generation({
      operation: operations.seedream5Lite,
      body: zSeedream5LiteBody,
      count: ({ sequential_image_generation: sequence, sequential_image_generation_options: options }) => ({
        min: 1,
        max: sequence === "auto" ? (options?.max_images ?? maxImages) : 1,
      }),
      answer: zSeedream5LiteResponse,
      images: { at: ["images"] },
    }),
  },
};

/**
 * Creates a client for Novita.
 *
 * @param options - the key comes from `NOVITA_API_KEY` unless given
 * @throws AuthenticationError where there is no key
 */
export function createNovita(options: ClientOptions = {}): NovitaClient {
  return createClient(novita, options);
}
