import { Command, CommanderError } from "commander";
import { addBalance } from "./commands/balance.ts";
import { addBench } from "./commands/bench.ts";
import { addCheck } from "./commands/check.ts";
import { addCompare } from "./commands/compare.ts";
import { addEmulate } from "./commands/emulate.ts";
import { addEstimate } from "./commands/estimate.ts";
import { addGenerate } from "./commands/generate.ts";
import { addLedger } from "./commands/ledger.ts";
import { addProviders } from "./commands/providers.ts";
import { addRecord } from "./commands/record.ts";
import { addWorker } from "./commands/worker.ts";
import { checkFlags } from "./flags/check-flags.ts";
import { providers } from "./gen/registry.gen.ts";
import { reportFailure } from "./terminal/failure.ts";
import { guardTerminal } from "./terminal/guard-terminal.ts";
import { harmless, type Run, type Terminal } from "./terminal/terminal.ts";
import { usageError } from "./terminal/usage-error.ts";
import { version } from "./version.ts";

const epilogue = `
Keys are read from ${providers.map(({ keyVariable }) => keyVariable).join(", ")}.
Without a key, add --emulate.

Exit codes: 0 done; 1 a check or a generation failed;
2 invalid usage, nothing was sent; 3 inconclusive (check only).`;

/**
 * The `seedbed` command.
 *
 * @returns the exit code: 0 done, 1 the answer is no, 2 the call was wrong, 3 inconclusive
 */
export async function main(args: readonly string[], given: Terminal): Promise<number> {
  const guarded = guardTerminal(given);
  const exitCode = await runCommand(args, harmless(guarded, args.includes("--json")));
  return guarded.outputFailed() ? exitCode || 1 : exitCode;
}

async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = new Command("seedbed")
    .description("Make, compare and check Seedream images with any provider that serves the model.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.stdout,
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(terminal.columns, 100),
      getOutHasColors: () => terminal.colour,
    })
    .addHelpText("after", epilogue);
  const run: Run = async (work) => {
    exitCode = await work();
  };
  for (const add of [
    addProviders,
    addGenerate,
    addCompare,
    addEstimate,
    addBench,
    addWorker,
    addCheck,
    addRecord,
    addBalance,
    addLedger,
    addEmulate,
  ])
    add(program, terminal, run);
  checkFlags(program);
  try {
    if (args.length === 0) {
      program.outputHelp();
      return 2;
    }
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // help or version was printed
    return reportFailure(
      error instanceof CommanderError ? usageError(error) : error,
      terminal,
      args.includes("--json"),
    );
  }
}
