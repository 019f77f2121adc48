import { type ImageModelV4, NoSuchModelError, type ProviderV4 } from "@ai-sdk/provider";
import { allModels } from "@seedbed/compare";
import {
  type Accounting,
  type ClientOptions,
  type ConfiguredPrices,
  checkOptions,
  nearMiss,
  type OptionNames,
  type Provider,
  type RunOptions,
} from "@seedbed/core";
import { createImageModel } from "./image-model.ts";

/** How the models are set up. `onJob` is the moment to keep a job, so that another process can resume it. */
export interface SeedreamOptions<ModelId extends string = string>
  extends Pick<RunOptions, "onJob" | "onProgress" | "pollIntervalMs"> {
  /** The providers: `provider` of `@seedbed/segmind`, `@seedbed/3daistudio` or `@seedbed/novita`. */
  readonly providers: readonly Provider<ModelId>[];
  /** Settings of each provider's client: key, base URL, time-out. @default the key from the provider's environment variable */
  readonly client?: (provider: string) => ClientOptions;
  /** Prices that the caller knows better than the documents. */
  readonly prices?: ConfiguredPrices;
  /** Budgets and rate limits: a ledger of `@seedbed/ledger`. @default none */
  readonly ledger?: Accounting;
  /** Generations at the same time, where one does not give all the images. @default 4 */
  readonly concurrency?: number;
}

const seedreamOptionNames = {
  providers: true,
  client: true,
  prices: true,
  ledger: true,
  concurrency: true,
  onJob: true,
  onProgress: true,
  pollIntervalMs: true,
} as const satisfies OptionNames<SeedreamOptions>;

/** Every Seedream model of the providers given, as the AI SDK takes them. */
export interface SeedreamProvider<ModelId extends string = string> extends ProviderV4 {
  /**
   * The image model of an id such as `novita/seedream-5.0-lite`.
   *
   * @throws NoSuchModelError where no provider has it, with the near-miss named
   */
  image(modelId: ModelId): ImageModelV4;
}

/**
 * Gives the Seedream models of any provider to `generateImage` of the AI SDK. No paid request is ever sent again by the SDK's
 * own retries; waits that a provider asks for are kept by the client.
 */
export function createSeedream<ModelId extends string>(options: SeedreamOptions<ModelId>): SeedreamProvider<ModelId> {
  checkOptions("createSeedream", options, seedreamOptionNames);
  const { providers, client, prices, ledger, concurrency = 4, ...run } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency must be a whole number of at least 1, not ${concurrency}`);
  }
  const targets = allModels(providers);
  const clientOf = (provider: string): ClientOptions => ({
    ...(prices ? { prices } : {}),
    ...(ledger ? { accounting: ledger } : {}),
    ...client?.(provider),
  });
  const image = (modelId: string) => {
    const target = targets.find(({ model }) => model.id === modelId);
    if (target) return createImageModel(target, { client: clientOf, concurrency, run });
    const known = targets.map(({ model }) => model.id);
    throw new NoSuchModelError({
      modelId,
      modelType: "imageModel",
      message: `There is no model "${modelId}"${nearMiss(modelId, known)}. The models are ${known.join(", ")}.`,
    });
  };
  return {
    specificationVersion: "v4",
    image,
    imageModel: image,
    languageModel(modelId) {
      throw new NoSuchModelError({ modelId, modelType: "languageModel" });
    },
    embeddingModel(modelId) {
      throw new NoSuchModelError({ modelId, modelType: "embeddingModel" });
    },
  };
}
