import { readFile } from "node:fs/promises";
import path from "node:path";
import { allModels, generate, type GenerateOptions, type Result, resume, selectModels } from "@seedbed/compare";
import { InvalidRequestError, type Job, type JobProgress, readJob } from "@seedbed/core";
import type { Command } from "commander";
import { addDestinationFlags, type DestinationFlags, openDestination, requireKeys } from "../destination.ts";
import { providers } from "../gen/registry.gen.ts";
import { generationDocument, generationText, label } from "../generation-document.ts";
import type { Run } from "../main.ts";
import { type OutFolder, openOutFolder, type SavedImage } from "../out-folder.ts";
import { addPictureFlags, addPriceFlags, type PictureFlags, positive, requestOf } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

interface Flags extends PictureFlags, DestinationFlags {
  model?: string;
  job?: string;
  out: string;
  pollInterval?: number;
  json?: boolean;
}

/** `seedbed generate`: one paid generation, or a job resumed. */
export function addGenerate(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("generate")
    .description("Make images with one model, and save them.")
    .argument("[prompt]", "what to picture")
    .option("--model <provider/model>", "the model, such as novita/seedream-5.0-lite")
    .option("--job <file>", "resume a job from its file, in place of a prompt");
  addDestinationFlags(addPriceFlags(addPictureFlags(command)))
    .option("--poll-interval <seconds>", "between polls of a job, and before the first (first 20, then 21)", positive)
    .option("--out <dir>", "where pictures are saved, each with a JSON beside it", "./seedbed-images")
    .option("--json", "print one JSON document")
    .action((prompt: string | undefined, flags: Flags) => run(() => generateCommand(prompt, flags, terminal)));
}

async function generateCommand(prompt: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const job = flags.job === undefined ? undefined : await jobFrom(path.resolve(terminal.cwd, flags.job), flags.job);
  const target = targetOf(prompt, flags, job);
  const request = job ? undefined : await requestOf(prompt ?? "", { ...flags, ...(flags.image ? { image: flags.image.map((image) => fromCwd(terminal, image)) } : {}) });
  requireKeys([target.provider], flags, terminal);
  const out = await openOutFolder(terminal.cwd, flags.out);
  await using destination = await openDestination(providers, flags, terminal);
  const options: GenerateOptions = {
    client: destination.client,
    signal: terminal.signal,
    ...(flags.strict ? { strict: true } : {}),
    ...(flags.pollInterval === undefined ? {} : { pollIntervalMs: flags.pollInterval * 1000 }),
    onJob: async (submitted) => terminal.stderr(`job kept in ${await out.saveJob(submitted)}\n`),
    onProgress: (progress) => terminal.stderr(`${progressText(progress)}\n`),
  };
  const result = request ? await generate(target, request, options) : await resume([target], job as Job, options); // one of both is there
  const emulated = destination.emulated(target.provider.id);
  const saved = await save(out, result, emulated, request?.prompt);
  if (flags.json) terminal.stdout(`${JSON.stringify(generationDocument(result, saved, emulated))}\n`);
  else terminal.stdout(generationText(result, saved, emulated));
  if (emulated) terminal.stderr(`${label(target.provider.id, true)}: made by the emulator at ${destination.timeScale} times real time; nothing was paid.\n`);
  return 0;
}

/** Saves what came; a job's file is not needed any more after that. */
export async function save(out: OutFolder, result: Result, emulated: boolean, prompt: string | undefined): Promise<SavedImage[]> {
  const saved = await out.saveImages(result.model, result.images, (image) => ({
    prompt: prompt ?? result.job?.request.prompt ?? null,
    image: image.path,
    ...generationDocument(result, [], emulated),
  }));
  if (result.job) await out.removeJob(result.job);
  return saved;
}

function targetOf(prompt: string | undefined, flags: Flags, job: Job | undefined) {
  if (job && prompt !== undefined) throw new InvalidRequestError("A job carries its own prompt: give a prompt or --job, not both.", { field: "job" });
  if (!job && prompt === undefined) throw new InvalidRequestError('A prompt is missing: seedbed generate "a lighthouse at dusk" --model novita/seedream-5.0-lite', { field: "prompt" });
  const id = job?.model ?? flags.model;
  if (id === undefined) throw new InvalidRequestError(`--model is missing: one of ${allModels(providers).map(({ model }) => model.id).join(", ")}.`, { field: "model" });
  const [target] = selectModels(providers, [id]);
  if (!target) throw new InvalidRequestError(`There is no model "${id}".`, { field: "model" });
  return target;
}

/** A job from a file: its own, or the output of an earlier `generate --json` that names it. */
async function jobFrom(file: string, shown: string): Promise<Job> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new InvalidRequestError(`The job file ${shown} cannot be read.`, { field: "job" });
  });
  const value: unknown = await Promise.resolve(text)
    .then(JSON.parse)
    .catch(() => {
      throw new InvalidRequestError(`The job file ${shown} is no JSON.`, { field: "job" });
    });
  const { job, error } = (value ?? {}) as { job?: unknown; error?: { job?: unknown } }; // each is checked
  const found = readJob(value) ?? readJob(job) ?? readJob(error?.job);
  if (!found) throw new InvalidRequestError(`The file ${shown} holds no job of this version.`, { field: "job" });
  return found;
}

function fromCwd(terminal: Terminal, image: string): string {
  return /^(https?:\/\/|data:)/i.test(image) ? image : path.resolve(terminal.cwd, image);
}

function progressText({ job, providerState, progress, elapsedMs }: JobProgress): string {
  return `${job.provider} ${job.taskId}: ${providerState}${progress === null ? "" : ` ${progress} %`} after ${(elapsedMs / 1000).toFixed(0)} s`;
}
