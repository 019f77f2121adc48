import { InvalidRequestError, type Provider } from "@seedbed/core";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import {
  type Destination,
  type DestinationFlags,
  hasKey,
  openDestination,
  type Place,
} from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The flags that say where the requests of a check go. */
export interface CheckDestinationFlags extends DestinationFlags {
  live?: boolean;
}

/** Whether `--base-url` sends a provider's calls to another host. */
export function isElsewhere({ baseUrl }: DestinationFlags, id: string): boolean {
  return Boolean(baseUrl?.some((text) => text.startsWith(`${id}=`)));
}

/**
 * Refuses to send a key without a limit to another address than an emulator's: what answers there may bill.
 *
 * @throws InvalidRequestError
 */
export function assertElsewhere(
  called: readonly Provider[],
  flags: DestinationFlags,
  terminal: Terminal,
  { emulated }: Pick<Place, "emulated">,
): void {
  if (flags.maxSpend) return;
  const paid = called.find(({ id }) => isElsewhere(flags, id) && !emulated(id) && hasKey(id, terminal));
  if (paid)
    throw new InvalidRequestError(
      `The --base-url of ${paid.id} is not an emulator on this machine, and with ${paid.keyVariable} set it may be paid for: set a limit with --max-spend, such as --max-spend usd=0.50. Nothing was sent.`,
      { field: "max-spend" },
    );
}

/**
 * Where each provider's requests go: to another host where one is given, with `--live` to the provider itself, else to the
 * emulator. A provider without its key is left out of `--live`.
 */
export async function openDestinations(
  chosen: readonly Provider[],
  flags: CheckDestinationFlags,
  terminal: Terminal,
  smoke: boolean,
) {
  const elsewhere = providers.filter(({ id }) => isElsewhere(flags, id));
  const unchecked = elsewhere.find((provider) => !chosen.includes(provider));
  if (unchecked) throw refused("--base-url", `is given for ${unchecked.id}, which is not checked`);
  const itself = flags.live ? chosen.find(({ id }) => !isElsewhere(flags, id)) : undefined;
  if (itself && flags.timeScale !== undefined)
    throw refused("--time-scale", `needs --emulate or a --base-url: the time of ${itself.id} itself cannot be changed`);
  const isReal = ({ id }: Provider) => Boolean(flags.live) || isElsewhere(flags, id);
  const { timeScale, ...inRealTime } = flags;
  // The clock of a real provider runs as it does; one behind another host may be an emulator's.
  const scale = timeScale !== undefined && flags.baseUrl ? { timeScale } : {};
  const real = await openDestination(providers, { ...inRealTime, ...scale, emulate: false }, terminal);
  const needsEmulator = smoke && chosen.some((provider) => !isReal(provider));
  const { baseUrl: _baseUrl, ...local } = flags;
  const emulated = needsEmulator ? await openDestination(providers, { ...local, emulate: true }, terminal) : undefined;
  const of = (provider: Provider): Destination => (isReal(provider) ? real : (emulated ?? real));
  return {
    timeScale: emulated?.timeScale ?? real.timeScale,
    emulated: (id: string) => real.emulated(id),
    of(provider: Provider) {
      const { id, keyVariable } = provider;
      return {
        client: of(provider).client(id),
        emulated: () => of(provider).emulated(id),
        ...(flags.live && !hasKey(id, terminal) && !isElsewhere(flags, id)
          ? { closed: `${keyVariable} is not set` }
          : {}),
      };
    },
    async [Symbol.asyncDispose]() {
      await emulated?.[Symbol.asyncDispose]();
      await real[Symbol.asyncDispose]();
    },
  };
}
