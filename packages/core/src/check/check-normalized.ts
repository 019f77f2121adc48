import { InvalidRequestError } from "../call/errors.ts";
import { aspectRatios, resolutions } from "../images/seedream-sizes.ts";
import type { Model } from "../provider/provider.ts";
import { nearMiss, show } from "./check-request.ts";
import { type NormalizedRequest, settings } from "./normalized-request.ts";

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isFlag = (value: unknown) => typeof value === "boolean";

/** What each setting must be, whatever the model: its test, and the limit in words. */
const rules = (): Record<
  Exclude<keyof NormalizedRequest, "prompt">,
  [test: (value: never) => boolean, limit: string]
> => ({
  images: [
    (value: unknown) => Array.isArray(value) && value.length > 0 && value.every((image) => typeof image === "string"),
    "a list of at least one URL or data URI",
  ],
  aspectRatio: [(value: unknown) => aspectRatios.some((ratio) => ratio === value), `one of ${aspectRatios.join(", ")}`],
  resolution: [
    (value: unknown) => resolutions.some((resolution) => resolution === value),
    `one of ${resolutions.join(", ")}`,
  ],
  size: [
    (value: { width?: unknown; height?: unknown }) =>
      [value?.width, value?.height].every((side) => isWhole(side) && side > 0),
    "width and height in whole pixels, such as 2048x2048",
  ],
  count: [(value: unknown) => isWhole(value) && value >= 1, "a whole number of at least 1"],
  seed: [(value: unknown) => isWhole(value) && value >= 0, "a whole number of at least 0"],
  guidanceScale: [(value: unknown) => typeof value === "number" && Number.isFinite(value), "a number"],
  watermark: [isFlag, "true or false"],
  optimizePrompt: [(value: unknown) => value === "standard" || value === "fast", "standard or fast"],
  safetyChecker: [isFlag, "true or false"],
  extraBody: [
    (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value),
    "an object of fields",
  ],
});

/**
 * Holds a normalized request against what holds for every model, and against what this one can do.
 *
 * @throws InvalidRequestError with one sentence that names the setting, the limit and the model
 */
export function checkNormalized(model: Model, request: NormalizedRequest): void {
  const refuse = (field: string, text: string) =>
    new InvalidRequestError(`${model.id}: ${field} ${text}.`, { provider: model.provider, field });
  const known = ["prompt", ...settings, "extraBody"];
  for (const field of Object.keys(request)) {
    if (!known.includes(field)) throw refuse(field, `is not a setting${nearMiss(field, known)}`);
  }
  if (typeof request.prompt !== "string" || request.prompt.trim() === "") throw refuse("prompt", "must not be empty");
  for (const [field, [test, limit]] of Object.entries(rules())) {
    const value = request[field as keyof NormalizedRequest]; // a key of the table
    if (value !== undefined && !test(value as never)) throw refuse(field, `must be ${limit}; it is ${show(value)}`);
  }
  const beside = request.size && (request.aspectRatio ? "aspectRatio" : request.resolution ? "resolution" : undefined);
  if (beside) throw refuse("size", `cannot stand beside ${beside}: give one or the other`);
  const { maxCount, maxImages } = model.capabilities;
  if (request.count !== undefined && request.count > maxCount)
    throw refuse("count", `must be at most ${maxCount}; it is ${request.count}`);
  const images = request.images?.length ?? 0;
  if (maxImages > 0 && images > maxImages) throw refuse("images", `must be at most ${maxImages}; there are ${images}`);
}
