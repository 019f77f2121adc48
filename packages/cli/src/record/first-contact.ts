import path from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidRequestError, type Provider } from "@seedbed/core";
import type { Command } from "commander";
import { assertElsewhere } from "../check/destinations.ts";
import { pricesOf } from "../flags/price-flags.ts";
import { providersNamed, refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { checkDestination, openDestination } from "../session/destination.ts";
import { emulatedNote } from "../session/generation-text.ts";
import { openOutFolder } from "../session/out-folder.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { askProvider, type Contact } from "./ask-provider.ts";
import { contactPlan } from "./contact-plan.ts";
import { answersOf, heldReport, isAnswered, keptReport } from "./kept-report.ts";
import type { RecordingFlags } from "./plan-recordings.ts";
import { checkRecording, fromOf, keysOf } from "./recording-place.ts";

/** What the first person with a key asks for, as flags. */
export interface FirstContactFlags extends RecordingFlags {
  yes?: boolean;
  resume?: boolean;
  json?: boolean;
  redactPrompts?: boolean;
}

/** A report fits the schema of no fixture: `seedbed check --fixtures` reads every file of the folder of `record`. */
const defaultFolder = "./seedbed-first-contact";

/** Adds them. */
export function addFirstContactFlags(command: Command): Command {
  return command
    .optionsGroup("First contact:")
    .option(
      "--first-contact",
      `ask the open questions about a provider, free ones first, and save the answers in one file (in ${defaultFolder} unless --out)`,
    )
    .option("--yes", "send the planned requests; without it, only the plan is printed")
    .option("--resume", "continue the newest report in the folder: only unanswered questions are asked")
    .hook("preAction", () => {
      if (command.opts().firstContact && command.getOptionValueSource("out") === "default")
        command.setOptionValueWithSource("out", defaultFolder, "default");
    });
}

/** Asks the open questions about each provider, and writes one redacted file for each. */
export async function firstContactCommand(flags: FirstContactFlags, terminal: Terminal): Promise<number> {
  for (const [flag, value] of Object.entries({
    "--case": flags.case,
    "--operation": flags.operation,
    "--request": flags.request,
  }))
    if (value !== undefined) throw refused(flag, "does not go with --first-contact, which asks questions of its own");
  const called = providersNamed(providers, flags.provider);
  checkRecording(called, flags);
  checkDestination(called, flags, terminal);
  await keysOf(called, flags, terminal); // refuses one that could not be found again
  const home = path.dirname(fileURLToPath(import.meta.resolve("@seedbed/conformance/package.json")));
  const contacts = await Promise.all(called.map((provider) => contactOf(provider, flags, terminal, home)));
  if (flags.resume && contacts.every(({ kept }) => kept.report === undefined))
    throw refused("--resume", `finds no report of ${called.map(({ id }) => id).join(", ")} in ${flags.out}`);
  for (const { provider, open } of contacts) terminal.stderr(await contactPlan(provider, open, flags));
  if (!flags.yes) throw new InvalidRequestError("Nothing was sent: read the plan, then add --yes.", { field: "yes" });
  await openOutFolder(terminal.cwd, flags.out);
  await using destination = await openDestination(called, flags, terminal);
  assertElsewhere(called, flags, terminal, destination);
  const held = contacts.map(({ provider, kept }) => heldReport(kept, fromOf(provider, destination), flags));
  const examples = await exampleImages(home);
  const files: string[] = [];
  let isComplete = true;
  for (const [index, contact] of contacts.entries()) {
    if (terminal.signal.aborted) break;
    const asked = await askProvider(contact, held[index], { examples, flags, terminal, destination });
    if (asked.isThere) files.push(contact.kept.file);
    if (asked.trouble === undefined) continue;
    terminal.stderr(`seedbed: ${contact.provider.displayName} ${asked.trouble}.\n`);
    isComplete = false;
  }
  if (flags.json) terminal.stdout(`${JSON.stringify({ files })}\n`);
  else terminal.stdout(files.map(attach).join(""));
  if (called.some(({ id }) => destination.emulated(id))) terminal.stderr(emulatedNote(destination.timeScale));
  return isComplete && !terminal.signal.aborted ? 0 : 1;
}

async function contactOf(
  provider: Provider,
  flags: FirstContactFlags,
  terminal: Terminal,
  home: string,
): Promise<Contact> {
  const { cheapestFirst, loadQuestions } = await import("@seedbed/conformance");
  const file = path.join(home, "fixtures", provider.id, "questions.yaml");
  const loaded = await loadQuestions(file, path.join(home, "schemas/questions.schema.json"));
  const questions = cheapestFirst(loaded, provider, pricesOf(flags));
  const kept = await keptReport(provider, flags, terminal, path.join(home, "schemas"));
  const answered = flags.resume ? answersOf(kept.report).filter(isAnswered) : [];
  const open = questions.filter(({ id }) => !answered.some((one) => one.answered.id === id));
  return { provider, questions, open, kept };
}

/** The images that the smoke run sends too. */
async function exampleImages(home: string): Promise<Uint8Array[]> {
  const { loadCases } = await import("@seedbed/conformance");
  const cases = await loadCases(path.join(home, "cases"), path.join(home, "schemas/case.schema.json"));
  return cases.flatMap(({ mode, request }) =>
    mode === "edit" ? (request.images ?? []).filter((image) => image instanceof Uint8Array) : [],
  );
}

function attach(file: string): string {
  return `${file}\n  Look through it, then attach it to an issue at the repository of Seedbed, titled "First contact". It holds no key.\n`;
}
