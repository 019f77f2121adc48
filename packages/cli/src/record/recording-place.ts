import type { Spec } from "@seedbed/conformance";
import { InvalidRequestError, type Provider } from "@seedbed/core";
import { isElsewhere } from "../check/destinations.ts";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import type { Destination, DestinationFlags } from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";

/**
 * Refuses to pay a provider without a limit.
 *
 * @throws InvalidRequestError
 */
export function checkRecording(called: readonly Provider[], flags: DestinationFlags): void {
  const isPaid = !flags.emulate && called.some(({ id }) => !isElsewhere(flags, id));
  if (isPaid && !flags.maxSpend)
    throw new InvalidRequestError(
      "A recording from a provider is paid for: set a limit with --max-spend, such as --max-spend usd=0.50, or add --emulate.",
      { field: "max-spend" },
    );
}

/**
 * Every key that is set, also of those that are not called: none of them may be written.
 *
 * @throws InputError where one that is used is too short to be found again
 */
export async function keysOf(
  called: readonly Provider[],
  flags: DestinationFlags,
  { env }: Terminal,
): Promise<string[]> {
  const { assertFindable } = await import("@seedbed/conformance");
  const keyOf = ({ keyVariable }: Provider) => (env[keyVariable] ?? "").trim();
  if (!flags.emulate) for (const key of called.map(keyOf)) if (key !== "") assertFindable(key);
  return providers.map(keyOf).filter((key) => key !== "");
}

/** Who answered. */
export function fromOf(
  { id, baseUrl }: Provider,
  destination: Pick<Destination, "client" | "emulated">,
): "provider" | "emulator" | "elsewhere" {
  if (destination.emulated(id)) return "emulator";
  const own = String(destination.client(id).baseUrl ?? baseUrl).replace(/\/+$/, "") === baseUrl.replace(/\/+$/, "");
  return own ? "provider" : "elsewhere";
}

/** The spec that a provider's package ships. */
export async function specOf({ id }: Provider): Promise<Spec> {
  const { createSpec } = await import("@seedbed/conformance");
  return createSpec((await loadEmulation[id as keyof typeof loadEmulation]()).openapi); // made from the same folders
}
