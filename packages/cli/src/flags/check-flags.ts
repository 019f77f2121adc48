import type { Command } from "commander";
import { collect, refused } from "./read-flag.ts";

/** Holds every flag of a command that takes a value to one, and to one time unless it is repeatable: no earlier one is lost unseen. */
export function checkFlags(command: Command): void {
  command.commands.forEach(checkFlags);
  for (const option of command.options) {
    if (!option.required) continue;
    const flag = option.long ?? option.flags;
    const read = option.parseArg;
    let isGiven = false;
    option.argParser((text: string, earlier: unknown) => {
      if (text.trim() === "") throw refused(flag, "needs a value: it is empty");
      if (isGiven && read !== collect) throw refused(flag, "is given twice");
      isGiven = true;
      return read ? read(text, earlier) : text;
    });
  }
}
