import { allModels, type ProviderOrder, providerOrders, type Target } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import { providers } from "../gen/registry.gen.ts";
import { type DestinationFlags, lacksKey } from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { refused } from "./read-flag.ts";
import { targetsOf } from "./target-flags.ts";

/** Who makes an image, as flags. */
export interface ProviderFlags {
  model?: string;
  family?: string;
  order?: string;
}

/**
 * The model that is asked, or the providers of the family that can be called.
 *
 * @throws InvalidRequestError where the flags name none, or more than they may
 */
export function providersNamed(flags: ProviderFlags, destination: DestinationFlags, terminal: Terminal): Target[] {
  const { model, family, order } = flags;
  if (order !== undefined && family === undefined)
    throw refused("--order", "needs --family: it is the order of its providers");
  if (model === undefined && family === undefined) {
    const known = allModels(providers).map(({ model }) => model.id);
    throw new InvalidRequestError(`--model is missing: one of ${known.join(", ")}; or --family.`, { field: "--model" });
  }
  if (family === undefined) return targetsOf({ model: [model ?? ""] }, () => []);
  orderOf(flags);
  const all = targetsOf({ family, ...(model === undefined ? {} : { model: [model] }) }, () => []);
  const keyless = all.filter(({ provider }) => lacksKey(provider, destination, terminal));
  if (keyless.length === all.length) return all; // the session says which keys there are
  for (const { model, provider } of keyless)
    terminal.stderr(`${model.id}: passed over; no key: set ${provider.keyVariable}\n`);
  if (order === "fastest" && destination.ledger === undefined) {
    terminal.stderr("No --ledger to look up earlier latencies in: the providers are asked as given.\n");
  }
  return all.filter((target) => !keyless.includes(target));
}

/**
 * The order that `--order` names.
 *
 * @throws InvalidRequestError where there is none of that name
 */
export function orderOf({ order = "given" }: ProviderFlags): ProviderOrder {
  const known = providerOrders.find((name) => name === order);
  if (known) return known;
  throw refused("--order", `is ${providerOrders.join(", ")}; it is "${order}"`);
}
