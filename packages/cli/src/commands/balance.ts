import { type Balance, isSeedbedError, type Provider, type SeedbedError } from "@seedbed/core";
import type { Command } from "commander";
import { collect, providerNamed } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import {
  addTargetFlags,
  checkDestination,
  type DestinationFlags,
  lacksKey,
  openDestination,
} from "../session/destination.ts";
import { emulatedNote, heading, line } from "../session/generation-text.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags extends DestinationFlags {
  provider?: string[];
  json?: boolean;
}

const examples = `
Examples:
  $ seedbed balance
  $ seedbed balance --provider segmind --json
  $ seedbed balance --emulate`;

/** `seedbed balance`: what the accounts hold. Costs nothing. */
export function addBalance(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("balance")
    .description("Show account balances. Costs nothing.")
    .option("--provider <id>", "only this provider (repeatable; default: all whose key is set)", collect)
    .addHelpText("after", examples);
  addTargetFlags(command)
    .optionsGroup("Output:")
    .option("--json", "print one JSON document")
    .action((flags: Flags) => run(() => balanceCommand(flags, terminal)));
}

/** What became of one provider: its balance, none where no document names one, or why it could not be had. */
interface Asked {
  readonly provider: Provider;
  readonly balance: Balance | null;
  readonly error?: SeedbedError;
}

async function balanceCommand(flags: Flags, terminal: Terminal): Promise<number> {
  const named = [...new Set(flags.provider?.map((id) => providerNamed(providers, id)) ?? providers)];
  const known = named.filter(tellsBalance);
  const ready = known.filter((provider) => !lacksKey(provider, flags, terminal));
  // Those that were named must be asked; of all, those that can be.
  const called = flags.provider || ready.length === 0 ? known : ready;
  checkDestination(called, flags, terminal);
  await using destination = await openDestination(called, flags, terminal);
  const asked = await Promise.all(
    named
      .filter((provider) => called.includes(provider) || !known.includes(provider))
      .map((provider) => ask(provider, () => destination.client(provider.id), terminal.signal)),
  );
  const document = { balances: asked.map((one) => documentOf(one, destination.emulated(one.provider.id))) };
  if (flags.json) terminal.stdout(`${JSON.stringify(document)}\n`);
  else terminal.stdout(asked.map((one) => text(one, destination.emulated(one.provider.id))).join("\n"));
  if (called.some(({ id }) => destination.emulated(id))) terminal.stderr(emulatedNote(destination.timeScale));
  return asked.some(({ error }) => error) ? 1 : 0;
}

/** Whether a document names an endpoint for it: creating a client sends nothing. */
function tellsBalance(provider: Provider): boolean {
  return provider.create({ apiKey: "none" }).balance !== undefined;
}

async function ask(
  provider: Provider,
  client: () => Parameters<Provider["create"]>[0],
  signal: AbortSignal,
): Promise<Asked> {
  if (!tellsBalance(provider)) return { provider, balance: null };
  try {
    return { provider, balance: (await provider.create(client()).balance?.({ signal })) ?? null };
  } catch (error) {
    if (isSeedbedError(error)) return { provider, balance: null, error };
    throw error;
  }
}

/** A balance as `--json` prints it. Its schema is `schemas/balance.schema.json`. */
function documentOf({ provider, balance, error }: Asked, emulated: boolean) {
  return { provider: provider.id, emulated, balance, ...(error ? { error: error.toJSON() } : {}) };
}

function text({ provider, balance, error }: Asked, emulated: boolean): string {
  const { id, displayName } = provider;
  return `${heading(displayName, id, emulated)}\n${line("balance", balanceText(balance, error))}\n`;
}

function balanceText(balance: Balance | null, error: SeedbedError | undefined): string {
  if (error) return `not had: ${error.message}`;
  if (!balance) return "unknown: no document names an endpoint for it";
  const { amount, currency, parts } = balance;
  const made = Object.entries(parts).map(([name, part]) => `${name} ${part}`);
  const of = made.length > 0 ? ` (${made.join(", ")})` : "";
  return `${currency === "USD" ? `$${amount}` : `${amount} credits`}${of}`;
}
