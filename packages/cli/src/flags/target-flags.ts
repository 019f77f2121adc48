import { selectFamily, selectModels, type Target } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import { providers } from "../gen/registry.gen.ts";

/** Which models are asked, as flags. */
export interface TargetFlags {
  model?: string[];
  family?: string;
}

/**
 * The models that `--model` and `--family` name.
 *
 * @throws InvalidRequestError where one does not exist, or both are given
 */
export function targetsOf({ model, family }: TargetFlags, usual: () => Target[]): Target[] {
  if (model && family !== undefined) {
    throw new InvalidRequestError("Give --model or --family, not both.", { field: "family" });
  }
  if (model) return selectModels(providers, model);
  return family === undefined ? usual() : selectFamily(providers, family);
}
