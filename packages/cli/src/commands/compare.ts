import path from "node:path";
import { compare, type ComparedResult, selectFamily, selectModels, type Target } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import type { Command } from "commander";
import { addDestinationFlags, type DestinationFlags, openDestination, requireKeys } from "../destination.ts";
import { errorDocument, explain } from "../failure.ts";
import { providers } from "../gen/registry.gen.ts";
import { generationDocument, generationText } from "../generation-document.ts";
import type { Run } from "../main.ts";
import { openOutFolder } from "../out-folder.ts";
import { addPictureFlags, addPriceFlags, collect, type PictureFlags, positive, requestOf } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { save } from "./generate.ts";

interface Flags extends PictureFlags, DestinationFlags {
  model?: string[];
  family?: string;
  out: string;
  pollInterval?: number;
  json?: boolean;
}

const usualFamily = "seedream-5.0-lite";

/** `seedbed compare`: the same request to several models. */
export function addCompare(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("compare")
    .description("Make the same request of several models, and save what each gives.")
    .argument("<prompt>", "what to picture")
    .option("--model <provider/model>", "a model (repeatable)", collect)
    .option("--family <family>", `every seller of a family (${usualFamily} unless models are named)`);
  addDestinationFlags(addPriceFlags(addPictureFlags(command)))
    .option("--poll-interval <seconds>", "between polls of a job, and before the first (first 20, then 21)", positive)
    .option("--out <dir>", "where pictures are saved, each with a JSON beside it", "./seedbed-images")
    .option("--json", "print one JSON document")
    .action((prompt: string, flags: Flags) => run(() => compareCommand(prompt, flags, terminal)));
}

/** The models that `--model` and `--family` name. */
export function targetsOf(flags: { model?: string[]; family?: string }, usual: () => Target[]): Target[] {
  if (flags.model && flags.family !== undefined) throw new InvalidRequestError("Give --model or --family, not both.", { field: "model" });
  if (flags.model) return selectModels(providers, flags.model);
  return flags.family === undefined ? usual() : selectFamily(providers, flags.family);
}

async function compareCommand(prompt: string, flags: Flags, terminal: Terminal): Promise<number> {
  const targets = targetsOf(flags, () => selectFamily(providers, usualFamily));
  const images = flags.image?.map((image) => (/^(https?:\/\/|data:)/i.test(image) ? image : path.resolve(terminal.cwd, image)));
  const request = await requestOf(prompt, { ...flags, ...(images ? { image: images } : {}) });
  requireKeys(targets.map(({ provider }) => provider), flags, terminal);
  const out = await openOutFolder(terminal.cwd, flags.out);
  await using destination = await openDestination(providers, flags, terminal);
  const documents = new Map<string, object>();
  const texts = new Map<string, string>();
  const finish = async (compared: ComparedResult) => {
    const { model, provider } = compared.target;
    const emulated = destination.emulated(provider.id);
    if ("error" in compared) {
      documents.set(model.id, { model: model.id, provider: provider.id, emulated, error: errorDocument(compared.error) });
      texts.set(model.id, `${model.id}\n  ${explain(compared.error).replaceAll("\n", "\n  ")}\n`);
    } else {
      const saved = await save(out, compared.result, emulated, prompt);
      documents.set(model.id, generationDocument(compared.result, saved, emulated));
      texts.set(model.id, generationText(compared.result, saved, emulated));
    }
  };
  const compared = await compare(targets, request, {
    client: destination.client,
    signal: terminal.signal,
    ...(flags.strict ? { strict: true } : {}),
    ...(flags.pollInterval === undefined ? {} : { pollIntervalMs: flags.pollInterval * 1000 }),
    onJob: async (job) => terminal.stderr(`job kept in ${await out.saveJob(job)}\n`),
    onResult: ({ target }) => terminal.stderr(`${target.model.id}: done\n`),
  });
  for (const each of compared) await finish(each);
  const emulated = targets.some(({ provider }) => destination.emulated(provider.id));
  if (flags.json) terminal.stdout(`${JSON.stringify({ emulated, results: [...documents.values()] })}\n`);
  else terminal.stdout([...texts.values()].join("\n"));
  if (emulated) terminal.stderr(`Made by the emulator at ${destination.timeScale} times real time: nothing was paid, and nothing is proved about a provider.\n`);
  return compared.some((each) => "error" in each) ? 1 : 0;
}
