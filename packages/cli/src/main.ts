import { InvalidRequestError, isSeedbedError } from "@seedbed/core";
import { Command, CommanderError } from "commander";
import { addCheck } from "./commands/check.ts";
import { addCompare } from "./commands/compare.ts";
import { addEmulate } from "./commands/emulate.ts";
import { addEstimate } from "./commands/estimate.ts";
import { addGenerate } from "./commands/generate.ts";
import { addProviders } from "./commands/providers.ts";
import { errorDocument, exitCodeOf, explain } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";

/** Runs one command. */
export type Run = (work: () => Promise<number>) => Promise<void>;

/**
 * The `seedbed` command.
 *
 * @returns the exit code: 0 done, 1 the answer is no, 2 the call was wrong, 3 inconclusive
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = new Command("seedbed")
    .description("Make, compare and check Seedream images through whoever serves the model.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: terminal.stdout, writeErr: () => {} })
    .addHelpText("after", "\nExit codes: 0 done; 1 the answer is no; 2 the call was wrong, nothing was sent; 3 inconclusive (check alone).");
  const run: Run = async (work) => {
    exitCode = await work();
  };
  for (const add of [addProviders, addGenerate, addCompare, addEstimate, addCheck, addEmulate]) add(program, terminal, run);
  try {
    if (args.length === 0) {
      program.outputHelp();
      return 2;
    }
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return fail(error, args, terminal);
  }
}

function fail(thrown: unknown, args: readonly string[], terminal: Terminal): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
  const error = thrown instanceof CommanderError ? new InvalidRequestError(thrown.message.replace(/^error: /, "").replace(/\n/g, " ")) : thrown;
  if (args.includes("--json")) terminal.stdout(`${JSON.stringify({ error: errorDocument(error) })}\n`);
  terminal.stderr(`${explain(error)}\n`);
  if (terminal.env.SEEDBED_DEBUG && thrown instanceof Error) terminal.stderr(`${thrown.stack}\n`);
  else if (!isSeedbedError(error)) terminal.stderr("Set SEEDBED_DEBUG=1 to see where it happened.\n");
  return exitCodeOf(error);
}
