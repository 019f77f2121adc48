import { allModels, generate, resume, selectModels } from "@seedbed/compare";
import { InvalidRequestError, type Job } from "@seedbed/core";
import type { Command } from "commander";
import { addDestinationFlags } from "../destination.ts";
import { reportFailure } from "../failure.ts";
import { providers } from "../gen/registry.gen.ts";
import { generationDocument } from "../generation-document.ts";
import { emulatedNote, generationText } from "../generation-text.ts";
import { addPictureFlags, askedOf, type PictureFlags, requestOf, settingsOf } from "../picture-flags.ts";
import { addBudgetFlag, addPriceFlags } from "../price-flags.ts";
import { readJobFile } from "../read-job-file.ts";
import { addSessionFlags, openSession, type SessionFlags } from "../session.ts";
import type { Run, Terminal } from "../terminal.ts";

interface Flags extends PictureFlags, SessionFlags {
  model?: string;
  job?: string;
  json?: boolean;
}

const examples = `
Examples:
  $ seedbed generate "a lighthouse at dusk" --emulate \\
      --model novita/seedream-5.0-lite --aspect-ratio 16:9 --resolution 3K
  $ seedbed generate --job seedbed-images/3daistudio-1f0c.job.json`;

/** `seedbed generate`: one paid generation, or a job resumed. */
export function addGenerate(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("generate")
    .description("Make images with one model, and save them.")
    .argument("[prompt]", "what to picture")
    .optionsGroup("Model:")
    .option("--model <provider/model>", "the model; seedbed providers lists them")
    .option("--job <file>", "resume a job from its file, in place of a prompt")
    .addHelpText("after", examples);
  addSessionFlags(addDestinationFlags(addBudgetFlag(addPriceFlags(addPictureFlags(command))))).action(
    (prompt: string | undefined, flags: Flags) => run(() => generateCommand(prompt, flags, terminal)),
  );
}

async function generateCommand(prompt: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const job = flags.job === undefined ? undefined : await readJobFile(terminal.cwd, flags.job);
  if (job) checkJob(job, prompt, flags);
  const target = targetOf(job?.model ?? flags.model, prompt, job);
  const request = job ? undefined : await requestOf(prompt ?? "", flags, terminal.cwd);
  const asked = job ? job.request : askedOf(prompt ?? "", flags);
  await using session = await openSession(
    { targets: [target], asked, ...(request ? { request } : {}) },
    flags,
    terminal,
  );
  const { id } = target.provider;
  try {
    const result = await (job
      ? resume([target], job, session.options)
      : generate(target, request ?? { prompt: "" }, session.options));
    const saved = await session.deliver(result);
    const emulated = session.emulated(id);
    if (flags.json) terminal.stdout(`${JSON.stringify(generationDocument(result, saved, emulated))}\n`);
    else terminal.stdout(generationText(result, saved, emulated));
    if (emulated) terminal.stderr(emulatedNote(session.timeScale));
    return 0;
  } catch (error) {
    const notes = await session.salvage(error, target);
    return reportFailure(error, terminal, flags.json === true, { notes, emulated: session.emulated(id) });
  }
}

/** Refuses what makes no sense beside a job. */
function checkJob(job: Job, prompt: string | undefined, flags: Flags): void {
  const refuse = (text: string) => new InvalidRequestError(text, { field: "--job", provider: job.provider });
  if (prompt !== undefined) throw refuse("A job carries its own prompt: give a prompt or --job, not both.");
  if (flags.model !== undefined && flags.model !== job.model) {
    throw refuse(`The job is of the model ${job.model}, not ${flags.model}: leave --model out.`);
  }
  const [setting] = Object.keys({
    ...settingsOf(flags),
    ...(flags.image ? { image: 0 } : {}),
    ...(flags.strict ? { strict: 0 } : {}),
  });
  const flag = setting?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (flag) throw refuse(`A job carries its own settings: leave --${flag} out.`);
  if (flags.emulate)
    throw refuse("The built-in emulator starts without jobs: name the one that holds it with --base-url.");
}

function targetOf(id: string | undefined, prompt: string | undefined, job: Job | undefined) {
  if (!job && prompt === undefined) {
    const example = 'seedbed generate "a lighthouse at dusk" --model novita/seedream-5.0-lite';
    throw new InvalidRequestError(`A prompt is missing: ${example}`, { field: "prompt" });
  }
  if (id === undefined) {
    const known = allModels(providers).map(({ model }) => model.id);
    throw new InvalidRequestError(`--model is missing: one of ${known.join(", ")}.`, { field: "--model" });
  }
  const [target] = selectModels(providers, [id]);
  if (!target) throw new InvalidRequestError(`There is no model "${id}".`, { field: "--model" }); // selectModels has said so
  return target;
}
