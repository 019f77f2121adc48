import type { ImageModelV4CallOptions, JSONObject } from "@ai-sdk/provider";
import type { GenerationRequest } from "@seedbed/compare";
import { InvalidRequestError, nearMiss } from "@seedbed/core";

/** `providerOptions.seedbed`: the settings that the AI SDK has no word for. */
export type SeedbedImageOptions = Pick<
  GenerationRequest,
  "resolution" | "watermark" | "guidanceScale" | "optimizePrompt" | "safetyChecker"
> & {
  /** Fields that the spec does not know yet, in the provider's own words, sent as they are. */
  readonly extraBody?: JSONObject;
  /** Refuses what would be dropped or approximated, before anything is sent. @default false */
  readonly strict?: boolean;
};

const known = [
  "resolution",
  "watermark",
  "guidanceScale",
  "optimizePrompt",
  "safetyChecker",
  "extraBody",
  "strict",
] as const satisfies (keyof SeedbedImageOptions)[];

/**
 * Reads `providerOptions.seedbed`. The values are checked where they are mapped.
 *
 * @throws InvalidRequestError for an option that does not exist, with the near-miss named
 */
export function readProviderOptions(providerOptions: ImageModelV4CallOptions["providerOptions"]): SeedbedImageOptions {
  const given = providerOptions.seedbed ?? {};
  for (const name of Object.keys(given)) {
    if (known.some((option) => option === name)) continue;
    throw new InvalidRequestError(
      `providerOptions.seedbed.${name} is not an option${nearMiss(name, known)}. The options are ${known.join(", ")}.`,
      { field: name },
    );
  }
  if (given.strict !== undefined && typeof given.strict !== "boolean") {
    throw new InvalidRequestError("providerOptions.seedbed.strict must be true or false.", { field: "strict" });
  }
  return given as SeedbedImageOptions; // the names were looked at, the values are by the mapping
}
