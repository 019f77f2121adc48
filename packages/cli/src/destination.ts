import { type Clock, type ClientOptions, createClock, InvalidRequestError, nearMiss, type Provider } from "@seedbed/core";
import { createLedger, type Ledger } from "@seedbed/ledger";
import { type Command, InvalidArgumentError } from "commander";
import { loadEmulation } from "./gen/registry.gen.ts";
import { unhurriedFetch } from "./unhurried-fetch.ts";
import { budgetOf, collect, positive, pricesOf } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

/** Where the calls of a command go. */
export interface DestinationFlags {
  emulate?: boolean;
  timeScale?: number;
  baseUrl?: string[];
  maxSpend?: string[];
  price?: string[];
  creditPrice?: string[];
  timeout?: number;
}

/** Adds the flags that say where calls go and what they may cost. */
export function addDestinationFlags(command: Command): Command {
  return command
    .option("--emulate", "use the built-in emulator: no key, nothing is paid, and nothing is proved about a provider")
    .option("--time-scale <n>", "run the provider's time n times as fast (with --emulate 100, else 1)", positive)
    .option("--base-url <provider=url>", "another host for a provider, such as an emulator or a gateway (repeatable)", collect)
    .option("--max-spend <currency=amount>", "spend at most that: usd=1.00 or credits=20 (repeatable)", collect)
    .option("--timeout <seconds>", "for the whole generation (300, for a job 600)", seconds);
}

/** Where calls go, ready to be used; dispose of it at the end. */
export interface Destination extends AsyncDisposable {
  /** Settings of a provider's client. */
  client(provider: string): ClientOptions;
  /** Whether what came from a provider came from an emulator. */
  emulated(provider: string): boolean;
  readonly ledger: Ledger;
  readonly timeScale: number;
}

const emulatorTimeScale = 100;
const emulatorHeader = "x-seedbed-emulator";

/**
 * Settles where calls to some providers go: to the emulator, to another host, or to the provider itself.
 *
 * @throws InvalidRequestError where a flag names no provider or address
 */
export async function openDestination(providers: readonly Provider[], flags: DestinationFlags, terminal: Terminal): Promise<Destination> {
  const baseUrls = baseUrlsOf(providers, flags.baseUrl);
  const prices = pricesOf(providers, flags);
  const maxSpend = budgetOf(flags.maxSpend);
  const emulator = flags.emulate ? await startOwnEmulator(providers, flags.timeScale ?? emulatorTimeScale) : undefined;
  const timeScale = flags.timeScale ?? (emulator ? emulatorTimeScale : 1);
  const clock: Clock = emulator ? { now: emulator.clock.now, delay: emulator.clock.sleep } : createClock(timeScale);
  const ledger = createLedger({
    maxSpend,
    rateLimits: Object.fromEntries(providers.map(({ id, rateLimit }) => [id, rateLimit])),
    ...(prices.credits ? { creditPrices: prices.credits } : {}),
    clock,
  });
  const emulated = new Set<string>(emulator ? providers.map(({ id }) => id) : []);
  const unhurried = unhurriedFetch();
  return {
    ledger,
    timeScale,
    emulated: (provider) => emulated.has(provider),
    client(provider) {
      const baseUrl = emulator?.baseUrls[provider] ?? baseUrls[provider];
      return {
        // A real key never goes to the emulator; another host may need none.
        ...(emulator ? { apiKey: "emulated" } : baseUrl !== undefined && !hasKey(providers, provider, terminal) ? { apiKey: "none" } : {}),
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(flags.timeout === undefined ? {} : { timeoutMs: flags.timeout * 1000 }),
        env: terminal.env,
        clock,
        prices,
        accounting: ledger,
        async fetch(input, init) {
          const response = await unhurried.fetch(input, init);
          if (response.headers.has(emulatorHeader)) emulated.add(provider);
          return response;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await unhurried.close();
      await emulator?.close();
    },
  };
}

/**
 * Says which key to set before anything is prepared or paid.
 *
 * @throws InvalidRequestError where a provider has neither key nor another host
 */
export function requireKeys(providers: readonly Provider[], flags: DestinationFlags, terminal: Terminal): void {
  if (flags.emulate) return;
  const baseUrls = baseUrlsOf(providers, flags.baseUrl);
  const missing = [...new Set(providers)].filter(({ id }) => baseUrls[id] === undefined && !hasKey(providers, id, terminal));
  if (missing.length === 0) return;
  const variables = missing.map(({ keyVariable, displayName }) => `${keyVariable} (${displayName})`).join(" and ");
  throw new InvalidRequestError(`No key: set ${variables}, or add --emulate to try it on the built-in emulator, where nothing is paid.`, {
    ...(missing.length === 1 && missing[0] ? { provider: missing[0].id } : {}),
    field: "apiKey",
  });
}

function hasKey(providers: readonly Provider[], id: string, terminal: Terminal): boolean {
  const variable = providers.find((provider) => provider.id === id)?.keyVariable;
  return variable !== undefined && (terminal.env[variable] ?? "").trim() !== "";
}

function baseUrlsOf(providers: readonly Provider[], texts: readonly string[] | undefined): Record<string, string> {
  const known = providers.map(({ id }) => id);
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const [, id = "", url = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
      if (id === "" || url === "") throw new InvalidRequestError(`--base-url is written provider=address, such as ${known[0]}=http://127.0.0.1:4010/${known[0]}; it is "${text}".`, { field: "--base-url" });
      if (!known.includes(id)) throw new InvalidRequestError(`--base-url: there is no provider "${id}"${nearMiss(id, known)}; known are ${known.join(", ")}.`, { field: "--base-url" });
      return [id, url];
    }),
  );
}

async function startOwnEmulator(providers: readonly Provider[], timeScale: number) {
  const { startEmulator } = await import("@seedbed/emulator");
  const emulations = await Promise.all(providers.map(({ id }) => loadEmulation[id as keyof typeof loadEmulation]())); // made from the same folders
  return startEmulator(emulations, { timeScale });
}

function seconds(text: string): number {
  const value = positive(text);
  if (value > 86_400) throw new InvalidArgumentError("It must be at most 86400 (a day).");
  return value;
}
