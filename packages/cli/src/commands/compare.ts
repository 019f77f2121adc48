import { type ComparedResult, compare, selectFamily } from "@seedbed/compare";
import type { Command } from "commander";
import { addImageFlags, askedOf, type ImageFlags, requestOf } from "../flags/image-flags.ts";
import { addBudgetFlag, addPriceFlags } from "../flags/price-flags.ts";
import { collect } from "../flags/read-flag.ts";
import { type TargetFlags, targetsOf } from "../flags/target-flags.ts";
import { providers } from "../gen/registry.gen.ts";
import { addDestinationFlags } from "../session/destination.ts";
import { generationDocument } from "../session/generation-document.ts";
import { emulatedNote, generationText, heading } from "../session/generation-text.ts";
import { addSessionFlags, openSession, type Session, type SessionFlags } from "../session/session.ts";
import { errorDocument, explain } from "../terminal/failure.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags extends ImageFlags, SessionFlags, TargetFlags {
  json?: boolean;
}

const defaultFamily = "seedream-5.0-lite";

const examples = `
Examples:
  $ seedbed compare "a lighthouse at dusk" --emulate
  $ seedbed compare "a lighthouse at dusk" --max-spend usd=0.50 \\
      --model segmind/seedream-v5-lite --model segmind/seedream-v3`;

/** `seedbed compare`: the same request to several models. */
export function addCompare(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("compare")
    .description("Send the same request to several models, and save the images of each.")
    .argument("<prompt>", "what the image shows")
    .optionsGroup("Model:")
    .option("--model <provider/model>", "a model (repeatable)", collect)
    .option("--family <family>", `every provider of a family (${defaultFamily})`)
    .addHelpText("after", examples);
  addSessionFlags(addDestinationFlags(addBudgetFlag(addPriceFlags(addImageFlags(command))))).action(
    (prompt: string, flags: Flags) => run(() => compareCommand(prompt, flags, terminal)),
  );
}

async function compareCommand(prompt: string, flags: Flags, terminal: Terminal): Promise<number> {
  const targets = targetsOf(flags, () => selectFamily(providers, defaultFamily));
  const request = await requestOf(prompt, flags, terminal.cwd);
  await using session = await openSession({ targets, request, asked: askedOf(prompt, flags) }, flags, terminal);
  const told = new Map<string, Told>();
  const results = await compare(targets, request, {
    ...session.options,
    // At once: what one model gave is on disk whatever becomes of the others.
    onResult: async (compared) => {
      const { id } = compared.target.model;
      told.set(id, await tell(compared, session));
      terminal.stderr(`${id}: ${told.get(id)?.failed ? "failed" : "done"}\n`);
    },
  });
  // What could not be told while the others were under way is told now.
  const inOrder: Told[] = [];
  for (const compared of results) inOrder.push(told.get(compared.target.model.id) ?? (await tell(compared, session)));
  const emulated = targets.some(({ provider }) => session.emulated(provider.id));
  if (flags.json)
    terminal.stdout(`${JSON.stringify({ emulated, results: inOrder.map(({ document }) => document) })}\n`);
  else terminal.stdout(inOrder.map(({ text }) => text).join("\n"));
  if (emulated) terminal.stderr(emulatedNote(session.timeScale));
  return inOrder.some(({ failed }) => failed) ? 1 : 0;
}

interface Told {
  readonly document: object;
  readonly text: string;
  readonly failed: boolean;
}

/** Saves what a model gave, or what its failure left, and puts it into words. */
async function tell(compared: ComparedResult, session: Session): Promise<Told> {
  const { model, provider } = compared.target;
  try {
    if ("error" in compared) throw compared.error;
    const saved = await session.deliver(compared.result);
    const emulated = session.emulated(provider.id);
    const document = generationDocument(compared.result, saved, emulated);
    return { document, text: generationText(compared.result, saved, emulated, session.clock), failed: false };
  } catch (error) {
    const notes = await session.salvage(error, compared.target);
    const emulated = session.emulated(provider.id);
    const words = explain(error, { notes, emulated }).replaceAll("\n", "\n  ");
    return {
      document: { model: model.id, provider: provider.id, emulated, error: errorDocument(error) },
      text: `${heading(model.id, provider.id, emulated)}\n  ${words}\n`,
      failed: true,
    };
  }
}
