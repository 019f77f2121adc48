import { type ConfiguredPrices, type Cost, costOf, type Model, type Provider } from "@seedbed/core";
import { isObject } from "../traffic/mismatches.ts";

/** What may be paid for: an operation with the body that it is sent. */
interface Asked {
  readonly operation: string;
  readonly request: { readonly body?: Readonly<Record<string, unknown>> };
}

/**
 * The most that a request may cost, should it be taken; null where no price is known.
 *
 * @param prices - those that the caller knows better than the documents
 */
export function worstCost(
  { operation, request }: Asked,
  { operations, models }: Provider,
  prices?: ConfiguredPrices,
): Cost | null {
  const priced = operations[operation];
  if (!priced) return null;
  const model = models.find(({ id }) => id === priced.model);
  const field = model && countFieldOf(model);
  // A server may read a text as the number that it says.
  const count = field ? Number(valueAt(request.body, field)) || 1 : 1;
  const cost = costOf(priced, { min: 1, max: Math.max(1, count) }, prices);
  return cost && { ...cost, min: 0 };
}

/** Where a body says how many images are made: the mapping of its model puts it there. Undefined where it cannot be said. */
function countFieldOf(model: Model): readonly string[] | undefined {
  const { maxCount } = model.capabilities;
  const [one, most] = [1, maxCount].map((count) => model.map({ prompt: "a", count }).body);
  return pathsIn(most).find((path) => valueAt(most, path) === maxCount && valueAt(one, path) !== maxCount);
}

function pathsIn(value: unknown): string[][] {
  if (!isObject(value)) return [[]];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner).map((path) => [name, ...path]));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
}
