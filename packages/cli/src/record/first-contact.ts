import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AnsweredWithPictures, Question } from "@seedbed/conformance";
import { exact, InvalidRequestError, isSeedbedError, type Provider } from "@seedbed/core";
import type { Command } from "commander";
import { checkDestination, type Destination, openDestination } from "../destination.ts";
import { explain } from "../failure.ts";
import { providers } from "../gen/registry.gen.ts";
import { emulatedNote } from "../generation-text.ts";
import { openOutFolder } from "../out-folder.ts";
import { pricesOf } from "../price-flags.ts";
import { providerNamed, refused } from "../read-flag.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../version.ts";
import { contactPlan } from "./contact-plan.ts";
import type { RecordingFlags } from "./plan-recordings.ts";
import { fromOf, holdRecording, keysOf, specOf } from "./recording-place.ts";

/** What the first person with a key asks for, as flags. */
export interface FirstContactFlags extends RecordingFlags {
  yes?: boolean;
  json?: boolean;
  redactPrompts?: boolean;
}

/** Adds them. */
export function addFirstContactFlags(command: Command): Command {
  return command
    .optionsGroup("First contact:")
    .option("--first-contact", "ask the open questions about a provider, the free ones first, into one file")
    .option("--yes", "send what the plan says; without it the plan is all that there is");
}

/** Asks the open questions about each provider, and writes one redacted file for each. */
export async function firstContactCommand(flags: FirstContactFlags, terminal: Terminal): Promise<number> {
  for (const [flag, value] of Object.entries({
    "--case": flags.case,
    "--operation": flags.operation,
    "--request": flags.request,
  }))
    if (value !== undefined) throw refused(flag, "does not go with --first-contact, which asks questions of its own");
  const called = flags.provider?.map((id) => providerNamed(providers, id)) ?? providers;
  holdRecording(called, flags);
  checkDestination(called, flags, terminal);
  await keysOf(called, flags, terminal); // refuses one that could not be found again
  const { cheapestFirst, loadQuestions } = await import("@seedbed/conformance");
  const home = path.dirname(fileURLToPath(import.meta.resolve("@seedbed/conformance/package.json")));
  const prices = pricesOf(flags);
  const asked = await Promise.all(
    called.map(async (provider) => {
      const file = path.join(home, "fixtures", provider.id, "questions.yaml");
      const questions = await loadQuestions(file, path.join(home, "schemas/questions.schema.json"));
      return { provider, questions: cheapestFirst(questions, provider, prices) };
    }),
  );
  for (const { provider, questions } of asked) terminal.stderr(await contactPlan(provider, questions, flags));
  if (!flags.yes) throw new InvalidRequestError("Nothing was sent: read the plan, then add --yes.", { field: "yes" });
  await openOutFolder(terminal.cwd, flags.out);
  await using destination = await openDestination(called, flags, terminal);
  const files: string[] = [];
  for (const one of asked) files.push(await contact(one.provider, one.questions, flags, terminal, destination));
  if (flags.json) terminal.stdout(`${JSON.stringify({ files })}\n`);
  else terminal.stdout(files.map(attach).join(""));
  if (called.some(({ id }) => destination.emulated(id))) terminal.stderr(emulatedNote(destination.timeScale));
  return 0;
}

async function contact(
  provider: Provider,
  questions: readonly Question[],
  flags: FirstContactFlags,
  terminal: Terminal,
  destination: Destination,
): Promise<string> {
  const { askQuestion, contactReportText } = await import("@seedbed/conformance");
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join(flags.out, `first-contact-${provider.id}-${date}.json`);
  const secrets = await keysOf([provider], flags, terminal);
  const workFolder = path.resolve(terminal.cwd, flags.out);
  const from = () => fromOf(provider, destination);
  const spec = await specOf(provider);
  const redactPrompts = Boolean(flags.redactPrompts);
  const answered: AnsweredWithPictures[] = [];
  for (const question of questions) {
    const options = {
      provider,
      spec,
      client: destination.client(provider.id),
      from,
      secrets,
      redactPrompts,
      workFolder,
      signal: terminal.signal,
    };
    const one = await (terminal.signal.aborted
      ? notAsked(question, "it was stopped before")
      : askQuestion(question, options).catch((error: unknown) => notAsked(question, reasonOf(error))));
    answered.push(one);
    terminal.stderr(`${provider.id} ${question.id}: ${told(one)}\n`);
    // After each answer: what was paid for is on disk, whatever comes next.
    const head = { provider: provider.id, date, from: from(), tool: { name: "seedbed", version } as const };
    const text = contactReportText({ ...head, spent: spentOf(destination, provider.id) }, answered, secrets);
    const place = path.resolve(terminal.cwd, file);
    await writeFile(`${place}.part`, text);
    await rename(`${place}.part`, place);
  }
  return file;
}

function notAsked({ id, question }: Question, reason: string): AnsweredWithPictures {
  return { answered: { id, question, notAsked: reason }, pictures: new Map() };
}

function reasonOf(error: unknown): string {
  if (isSeedbedError(error)) return explain(error);
  return error instanceof Error ? error.message : String(error);
}

function told({ answered }: AnsweredWithPictures): string {
  if ("notAsked" in answered) return `not answered: ${answered.notAsked}`;
  const facts = Object.entries(answered.facts).map(([name, value]) => `${name} ${value.slice(0, 60)}`);
  return answered.answer ?? `something else: ${facts.join(", ")}`;
}

function spentOf({ ledger }: Destination, provider: string) {
  const spent: Record<string, { confirmed: number; worstCase: number }> = {};
  for (const { state, cost } of ledger.attempts({ provider })) {
    if (cost === null || state === "rejected" || state === "not-sent") continue;
    const { confirmed, worstCase } = spent[cost.currency] ?? { confirmed: 0, worstCase: 0 };
    spent[cost.currency] = {
      confirmed: exact(confirmed + (state === "accepted" ? cost.min : 0)),
      worstCase: exact(worstCase + cost.max),
    };
  }
  return spent;
}

function attach(file: string): string {
  return `${file}\n  Look through it, then attach it to an issue at the repository of Seedbed, titled "First contact". It holds no key.\n`;
}
