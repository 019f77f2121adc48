import { InvalidRequestError, type Model, nearMiss, type Provider } from "@seedbed/core";

/** A model and the provider that serves it. */
export interface Target {
  /** Who serves it. */
  readonly provider: Provider;
  /** What it serves. */
  readonly model: Model;
}

/** Every model of the providers given. */
export function allModels(providers: readonly Provider[]): Target[] {
  return providers.flatMap((provider) => provider.models.map((model) => ({ provider, model })));
}

/**
 * The models of these ids, in that order, each once.
 *
 * @throws InvalidRequestError where there is none of that id, with the near-miss named
 */
export function selectModels<Id extends string>(
  providers: readonly Provider<Id>[],
  ids: readonly NoInfer<Id>[],
): Target[] {
  const targets = allModels(providers);
  return [...new Set(ids)].map((id) => {
    const target = targets.find(({ model }) => model.id === id);
    if (target) return target;
    const known = targets.map(({ model }) => model.id);
    throw new InvalidRequestError(
      `There is no model "${id}"${nearMiss(id, known)}. The models are ${known.join(", ")}.`,
      { field: "model" },
    );
  });
}

/**
 * Every provider of a family, such as `seedream-5.0-lite`.
 *
 * @throws InvalidRequestError where no model belongs to it
 */
export function selectFamily<Family extends string>(
  providers: readonly Provider<string, Family>[],
  family: NoInfer<Family>,
): Target[] {
  const targets = allModels(providers);
  const ofFamily = targets.filter(({ model }) => model.family === family);
  if (ofFamily.length > 0) return ofFamily;
  const known = [...new Set(targets.map(({ model }) => model.family))];
  throw new InvalidRequestError(
    `There is no family "${family}"${nearMiss(family, known)}. The families are ${known.join(", ")}.`,
    { field: "family" },
  );
}
