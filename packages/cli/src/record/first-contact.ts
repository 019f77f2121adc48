import type { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import type { RecordingFlags } from "./plan-recordings.ts";

/** What the first person with a key asks for, as flags. */
export interface FirstContactFlags extends RecordingFlags {
  yes?: boolean;
}

/** Adds them. */
export function addFirstContactFlags(command: Command): Command {
  return command
    .optionsGroup("First contact:")
    .option("--first-contact", "ask the open questions about a provider, the free ones first")
    .option("--yes", "send what the plan says without asking");
}

/** Asks the open questions. */
export async function firstContactCommand(_flags: FirstContactFlags, _terminal: Terminal): Promise<number> {
  return 2;
}
