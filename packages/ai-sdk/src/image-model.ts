import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result, SharedV4Warning } from "@ai-sdk/provider";
import { mapOutline, type Target } from "@seedbed/compare";
import { type Image, isSeedbedError, shortfallText } from "@seedbed/core";
import { callRequest } from "./call-request.ts";
import { failedParts } from "./failed-parts.ts";
import { generationMetadata, imageMetadata, toProviderMetadata, totalCost } from "./metadata.ts";
import { parityWarnings } from "./parity-warnings.ts";
import { divide, type Outcome, type RunSettings, runGenerations } from "./run-generations.ts";
import { wrapError } from "./wrap-error.ts";

/** What every model of one `createSeedream` shares. */
export type ImageModelSettings = Pick<RunSettings, "client" | "concurrency" | "run">;

/** One model of one provider as an image model of the AI SDK. */
export function createImageModel(target: Target, settings: ImageModelSettings): ImageModelV4 {
  const { provider, model } = target;
  return {
    specificationVersion: "v4",
    provider: `seedbed.${provider.id}`,
    modelId: model.id,
    // More than one generation gives: the SDK drops all images of all its calls when one fails, so it shall make only one.
    maxImagesPerCall: Number.MAX_SAFE_INTEGER,
    supportsFileInputs: model.capabilities.maxImages > 0,
    supportsMaskInputs: false,
    async doGenerate(options) {
      try {
        return await generateImages(target, settings, options);
      } catch (error) {
        const { prompt, n, size, aspectRatio, seed, providerOptions } = options;
        throw wrapError(error, provider, { prompt, n, size, aspectRatio, seed, providerOptions });
      }
    },
  };
}

async function generateImages(
  target: Target,
  settings: ImageModelSettings,
  options: ImageModelV4CallOptions,
): Promise<ImageModelV4Result> {
  const { request, strict, warnings } = callRequest(options);
  const requests = divide(target, request, options.n, strict);
  const outcome = await runGenerations(target, requests, { ...settings, strict, signal: options.abortSignal });
  const saved = outcome.failures.flatMap(savedImages);
  const images = [...outcome.results.flatMap((result) => result.images), ...saved];
  const [failure] = outcome.failures;
  const isAborted = options.abortSignal?.aborted === true;
  if (failure !== undefined && (isAborted || images.length === 0)) throw failedParts(outcome, isAborted);

  const generations = outcome.results.map(generationMetadata);
  const parity = mapOutline(target, {
    ...request,
    ...(options.n > 1 ? { count: requests[0]?.count ?? 1 } : {}),
  }).parity;
  const [first] = outcome.results;
  return {
    images: images.map(({ bytes }) => bytes),
    // Images came, so that nothing is to be tried again.
    isRetryable: false,
    warnings: [
      ...warnings,
      ...parityWarnings(target.model.id, parity),
      ...seedWarnings(options, requests.length),
      ...shortfallWarnings(options.n, images.length, outcome),
      ...truncatedWarnings(images),
    ],
    providerMetadata: toProviderMetadata({
      images: [
        ...outcome.results.flatMap((result, index) =>
          result.images.map((image) => imageMetadata(image, generations[index])),
        ),
        ...saved.map((image) => imageMetadata(image)),
      ],
      model: target.model.id,
      cost: totalCost(outcome.results.map(({ cost }) => cost)),
      parity,
      ...(generations[0] ? withoutCount(generations[0]) : {}),
      generations,
      failures: outcome.failures.map((error) => (isSeedbedError(error) ? error.toJSON() : { message: String(error) })),
    }),
    response: {
      timestamp: new Date(first?.timing.startedAt ?? Date.now()),
      modelId: target.model.id,
      headers: undefined,
    },
  };
}

/** The images that a failed generation could save. */
function savedImages(error: unknown): Image[] {
  if (!isSeedbedError(error)) return [];
  return (error.images ?? []).flatMap((image) => ("bytes" in image ? [image] : []));
}

function withoutCount({ operation, timing, requestId, job }: ReturnType<typeof generationMetadata>) {
  return { operation, timing, ...(requestId === undefined ? {} : { requestId }), ...(job ? { job } : {}) };
}

function seedWarnings({ seed }: ImageModelV4CallOptions, generations: number): SharedV4Warning[] {
  if (seed === undefined || generations < 2) return [];
  const details = `${generations} generations are needed: they were given the seeds ${seed} to ${seed + generations - 1}, so that their images differ.`;
  return [{ type: "compatibility", feature: "seed", details }];
}

function truncatedWarnings(images: readonly Image[]): SharedV4Warning[] {
  return images.flatMap(({ truncated, mediaType }, index) =>
    truncated
      ? [{ type: "other", message: `Image ${index + 1} is cut off: the end of the ${mediaType} is missing.` }]
      : [],
  );
}

/** Fewer images than were asked for, and why. */
function shortfallWarnings(n: number, given: number, { results, failures, notBegun }: Outcome): SharedV4Warning[] {
  const missing = results.flatMap(({ images, shortfall = [] }) =>
    shortfall.length > 0 ? [shortfallText(shortfall, images.length + shortfall.length)] : [],
  );
  if (given >= n && failures.length === 0 && missing.length === 0) return [];
  const failed = failures.map((error) =>
    isSeedbedError(error) ? `${error.message} (billed: ${error.billed})` : String(error),
  );
  const reasons = [...missing, ...failed];
  const left = notBegun > 0 ? [`${notBegun} more generations were not begun`] : [];
  const why = reasons.length > 0 ? `: ${[...reasons, ...left].join("; ")}` : ": the model decided to give no more";
  return [{ type: "other", message: `${given} of ${n} images came${why}.` }];
}
