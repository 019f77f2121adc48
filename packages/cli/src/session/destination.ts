import {
  type ClientOptions,
  type Clock,
  createClock,
  type Fetch,
  InvalidRequestError,
  isInsecureHttp,
  type Mode,
  type Provider,
  type RateLimit,
} from "@seedbed/core";
import type { Emulator } from "@seedbed/emulator";
import { createLedger, type Ledger } from "@seedbed/ledger";
import type { DurableLedger } from "@seedbed/ledger/sqlite";
import type { Command } from "commander";
import { budgetOf, type PriceFlags, pricesOf } from "../flags/price-flags.ts";
import { type RateLimitFlags, rateLimitsOf } from "../flags/rate-limit-flag.ts";
import { collect, number, readPairs, refused, seconds } from "../flags/read-flag.ts";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { fetchWithoutTimeout } from "./fetch-without-timeout.ts";
import { openLedgerFile } from "./open-ledger-file.ts";

/** Where the calls of a command go, as flags. */
export interface DestinationFlags extends PriceFlags, RateLimitFlags {
  emulate?: boolean;
  timeScale?: number;
  baseUrl?: string[];
  allowInsecureHttp?: boolean;
  timeout?: number;
  mode?: Mode;
  ledger?: string;
}

/** Adds the flags that say where calls go, and the ledger of those that are paid. */
export function addDestinationFlags(command: Command): Command {
  return addTargetFlags(command).option("--ledger <file>", "record every paid call in this file before it is sent");
}

/** Adds the flags that say where calls go. */
export function addTargetFlags(command: Command): Command {
  return command
    .optionsGroup("Destination:")
    .option("--emulate", "use the built-in emulator: needs no key, costs and proves nothing")
    .option("--base-url <provider=url>", "send to another host, such as an emulator (repeatable)", collect)
    .option("--allow-insecure-http", "allow plain http to another machine, which exposes the key")
    .option("--time-scale <n>", "speed of the emulator's clock (100 with --emulate, else 1)", timeScale)
    .option("--timeout <seconds>", "timeout of the whole generation (300; 600 for a job)", seconds("--timeout"))
    .option("--rate-limit <provider=n>", "rate limit of your account, such as 60/min or 2/s (repeatable)", collect);
}

/** Reads `--time-scale`. */
export const timeScale = number("--time-scale", { above: 0, most: 10_000 });

/** Where calls go, without the books of what they cost; dispose of it at the end. */
export interface Place extends AsyncDisposable {
  /** Key and address of a provider's client. */
  client(provider: string): ClientOptions;
  /** Whether what came from a provider came from an emulator. */
  emulated(provider: string): boolean;
  readonly clock: Clock;
  readonly timeScale: number;
}

/** Where calls go, ready to be used; dispose of it at the end. */
export interface Destination extends Place {
  readonly ledger: Ledger;
}

/** Of the built-in emulator, unless said. */
export const emulatorTimeScale = 100;
const emulatorHeader = "x-seedbed-emulator";

/**
 * Settles where calls to some providers go: to the emulator, to another host, or to the provider itself.
 *
 * @throws InvalidRequestError where a flag names no provider or address
 */
export async function openPlace(
  called: readonly Provider[],
  flags: DestinationFlags,
  terminal: Terminal,
): Promise<Place> {
  const baseUrls = baseUrlsOf(flags);
  const rateLimits = rateLimitsOf(flags);
  const scale = flags.timeScale ?? (flags.emulate ? emulatorTimeScale : 1);
  const emulator = flags.emulate ? await startOwnEmulator(called, scale, rateLimits, terminal) : undefined;
  const clock: Clock = emulator ? clockOf(emulator) : createClock(scale);
  const unhurried = fetchWithoutTimeout();
  const ids = called.map(({ id }) => id);
  const emulated = new Set<string>(emulator ? ids : await emulatorsAmong(ids, baseUrls, unhurried.fetch));
  return {
    clock,
    timeScale: scale,
    emulated: (provider) => emulated.has(provider),
    client(provider) {
      const baseUrl = emulator?.baseUrls[provider] ?? baseUrls[provider];
      const rateLimit = rateLimits[provider];
      return {
        // A real key never goes to an emulator; another host may need none.
        ...(emulated.has(provider) ? { apiKey: "emulated" } : {}),
        ...(baseUrl !== undefined && !emulated.has(provider) && !hasKey(provider, terminal) ? { apiKey: "none" } : {}),
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(flags.allowInsecureHttp ? { allowInsecureHttp: true } : {}),
        ...(flags.timeout === undefined ? {} : { timeoutMs: flags.timeout * 1000 }),
        ...(flags.mode === undefined ? {} : { mode: flags.mode }),
        ...(rateLimit === undefined ? {} : { rateLimit }),
        env: terminal.env,
        clock,
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
 * Settles where calls go, and opens the ledger that they are kept in.
 *
 * @throws InvalidRequestError where a flag names no provider, address or amount
 * @throws LedgerError where its file cannot be used
 */
export async function openDestination(
  called: readonly Provider[],
  flags: DestinationFlags,
  terminal: Terminal,
): Promise<Destination> {
  const prices = pricesOf(flags);
  const maxSpend = budgetOf(flags);
  const maxSpendPerDay = budgetOf(flags, "--max-spend-per-day");
  const place = await openPlace(called, flags, terminal);
  const ledgerOptions = {
    maxSpend,
    maxSpendPerDay,
    rateLimits: Object.fromEntries(called.map(({ id, rateLimit }) => [id, rateLimit])),
    creditPrices: prices.credits ?? {},
    clock: place.clock,
  };
  let file: DurableLedger | undefined;
  try {
    if (flags.ledger !== undefined) file = openLedgerFile(terminal.cwd, flags.ledger, ledgerOptions);
  } catch (error) {
    await place[Symbol.asyncDispose]();
    throw error;
  }
  const ledger = file ?? createLedger(ledgerOptions);
  return {
    ...place,
    ledger,
    client: (provider) => ({
      ...place.client(provider),
      prices,
      accounting: place.emulated(provider) ? marked(ledger) : ledger,
    }),
    async [Symbol.asyncDispose]() {
      file?.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** Marks what an emulator is asked for, so that no one takes it for money that was spent. */
function marked(ledger: Ledger): Ledger {
  return {
    ...ledger,
    reserve: (attempt, signal) =>
      ledger.reserve({ ...attempt, tags: [...new Set([...(attempt.tags ?? []), "emulated"])] }, signal),
  };
}

/**
 * Says what is missing before anything is prepared or paid: a key, or a host whose time may run fast.
 *
 * @throws InvalidRequestError where a provider cannot be called
 */
export function checkDestination(called: readonly Provider[], flags: DestinationFlags, terminal: Terminal): void {
  const baseUrls = baseUrlsOf(flags);
  rateLimitsOf(flags); // refuses one that is not valid
  if (flags.emulate && flags.baseUrl) {
    throw new InvalidRequestError("Give --emulate or --base-url, not both.", { field: "--base-url" });
  }
  if (flags.emulate) return;
  const real = [...new Set(called)].filter(({ id }) => baseUrls[id] === undefined);
  if (flags.timeScale !== undefined && real[0]) {
    throw refused(
      "--time-scale",
      `needs --emulate or a --base-url: the time of ${real[0].id} itself cannot be changed`,
    );
  }
  const missing = real.filter((provider) => lacksKey(provider, flags, terminal));
  if (missing.length === 0) return;
  const variables = missing.map(({ keyVariable, displayName }) => `${keyVariable} (${displayName})`).join(" and ");
  throw new InvalidRequestError(
    `No key: set ${variables}, or add --emulate to try it on the built-in emulator, where nothing is paid.`,
    { ...(missing.length === 1 && missing[0] ? { provider: missing[0].id } : {}), field: "apiKey" },
  );
}

/** Whether a provider itself would be called, without the key that it needs. */
export function lacksKey({ id }: Provider, flags: DestinationFlags, terminal: Terminal): boolean {
  return !flags.emulate && baseUrlsOf(flags)[id] === undefined && !hasKey(id, terminal);
}

/** Whether the key of a provider is set. */
export function hasKey(id: string, terminal: Terminal): boolean {
  const variable = providers.find((provider) => provider.id === id)?.keyVariable;
  return variable !== undefined && (terminal.env[variable] ?? "").trim() !== "";
}

function baseUrlsOf({ baseUrl, allowInsecureHttp }: DestinationFlags): Record<string, string> {
  const known = providers.map(({ id }) => id);
  const pairs = readPairs({ flag: "--base-url", known, example: `http://127.0.0.1:4010/${known[0]}` }, baseUrl);
  for (const [id, address] of pairs) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (
      url &&
      !/\s/.test(address) &&
      /^https?:$/.test(url.protocol) &&
      !url.search &&
      !url.hash &&
      !url.username &&
      !url.password
    ) {
      if (allowInsecureHttp || !isInsecureHttp(url)) continue;
      throw refused(
        "--base-url",
        `${id} is plain http, which shows the key to everyone on the way: use https, or add --allow-insecure-http in a network that you trust`,
      );
    }
    const given = address.includes("@") ? "" : `; it is "${address}"`; // what is before an @ may be a password
    throw refused("--base-url", `${id} must be an http or https address without user, query or fragment${given}`);
  }
  return Object.fromEntries(pairs);
}

/** Which of the addresses on this machine are an emulator's: asked without a key, as none may go there. */
async function emulatorsAmong(ids: readonly string[], baseUrls: Record<string, string>, fetch: Fetch) {
  const isEmulator = async (id: string) => {
    const url = baseUrls[id];
    if (url === undefined || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)) return false;
    const signal = AbortSignal.timeout(10_000); // an emulator answers at once
    const answer = await fetch(new URL("/", url).href, { method: "HEAD", redirect: "manual", signal }).catch(
      () => undefined,
    ); // the call itself will say
    return answer?.headers.has(emulatorHeader) ?? false;
  };
  const found = await Promise.all(ids.map(isEmulator));
  return ids.filter((_, index) => found[index]);
}

/** The emulator's clock, as a client takes it. Both stand still while this process works: no latency has that in it. */
function clockOf({ clock }: Emulator): Clock {
  return { now: clock.now, delay: clock.sleep, hold: clock.hold };
}

async function startOwnEmulator(
  called: readonly Provider[],
  timeScale: number,
  limits: Record<string, RateLimit>,
  { draw }: Terminal,
) {
  const { startEmulator } = await import("@seedbed/emulator");
  const ids = [...new Set(called.map(({ id }) => id))];
  const emulations = await Promise.all(ids.map((id) => loadEmulation[id as keyof typeof loadEmulation]())); // made from the same folders
  // It plays the account that the flags describe.
  const rateLimits = Object.fromEntries(Object.entries(limits).filter(([id]) => ids.some((each) => each === id)));
  const emulator = await startEmulator(emulations, {
    timeScale,
    rateLimits,
    pauseWhileBusy: true,
    ...(draw ? { draw } : {}),
  });
  try {
    await emulator.warmUp(); // what is loaded for the first image would count a hundredfold as latency
    return emulator;
  } catch (error) {
    await emulator.close();
    throw error;
  }
}
