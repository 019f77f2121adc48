import { InvalidRequestError } from "@seedbed/core";
import type { CommanderError } from "commander";

/** A call that the command line does not allow, in one sentence. */
export function usageError({ code, message }: CommanderError): InvalidRequestError {
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text);
  const nearest = /\(Did you mean (?:one of )?(.+)\?\)/i.exec(message)?.[1];
  const near = nearest ? ` (did you mean ${nearest}?)` : "";
  const [name = ""] = quoted;
  const flag = /--[\w-]+/.exec(name)?.[0] ?? name;
  const sentences: Record<string, string> = {
    "commander.unknownOption": `There is no option ${name}${near}.`,
    "commander.unknownCommand": `There is no command ${name}${near}; see seedbed --help.`,
    "commander.missingArgument": `${/^[aeiou]/.test(name) ? "An" : "A"} ${name} is missing: see seedbed --help.`,
    "commander.optionMissingArgument": `${flag} needs a value: ${name}.`,
    "commander.excessArguments": `Too many arguments for ${name}: put a prompt of several words in quotes.`,
  };
  const text = sentences[code] ?? message.replace(/^error: /, "").replaceAll("\n", " ");
  return new InvalidRequestError(text, flag ? { field: flag } : {});
}
