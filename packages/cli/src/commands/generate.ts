import {
  type FamilyResult,
  type GenerationRequest,
  generate,
  generateFromFamily,
  providersOf,
  type Result,
  resume,
  type Target,
} from "@seedbed/compare";
import { InvalidRequestError, isSeedbedError, type Job } from "@seedbed/core";
import type { Command } from "commander";
import { addImageFlags, askedOf, type ImageFlags, requestOf, settingsOf } from "../flags/image-flags.ts";
import { addBudgetFlag, addPriceFlags } from "../flags/price-flags.ts";
import { orderOf, type ProviderFlags, providersNamed } from "../flags/provider-flags.ts";
import { modeOf } from "../flags/read-flag.ts";
import { addDestinationFlags } from "../session/destination.ts";
import { generationDocument, providersDocument } from "../session/generation-document.ts";
import { emulatedNote, generationText, providersText } from "../session/generation-text.ts";
import { readJobFile } from "../session/read-job-file.ts";
import { addSessionFlags, openSession, type Session, type SessionFlags } from "../session/session.ts";
import { reportFailure } from "../terminal/failure.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags extends ImageFlags, SessionFlags, ProviderFlags {
  job?: string;
  json?: boolean;
}

const examples = `
Examples:
  $ seedbed generate "a lighthouse at dusk" --emulate \\
      --model novita/seedream-5.0-lite --aspect-ratio 16:9 --resolution 3K
  $ seedbed generate "a lighthouse at dusk" --emulate \\
      --family seedream-5.0-lite --order cheapest
  $ seedbed generate --job seedbed-images/3daistudio-1f0c.job.json`;

/** `seedbed generate`: one paid generation, or a job resumed. */
export function addGenerate(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("generate")
    .description("Make images with one model, or with the first provider of a family that succeeds, and save them.")
    .argument("[prompt]", "what the image shows")
    .optionsGroup("Model:")
    .option("--model <provider/model>", "the model; seedbed providers lists them")
    .option(
      "--family <family>",
      "try each provider of this family until one succeeds (stops once anything may be billed)",
    )
    .option("--order <order>", "provider order: given, cheapest, or fastest (needs --ledger history)")
    .option("--mode <mode>", "sync, or async as a job that is polled (segmind has both)", modeOf)
    .option("--job <file>", "resume a job from its file, in place of a prompt")
    .addHelpText("after", examples);
  addSessionFlags(addDestinationFlags(addBudgetFlag(addPriceFlags(addImageFlags(command))))).action(
    (prompt: string | undefined, flags: Flags) => run(() => generateCommand(prompt, flags, terminal)),
  );
}

async function generateCommand(prompt: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const job = flags.job === undefined ? undefined : await readJobFile(terminal.cwd, flags.job);
  if (job) checkJob(job, prompt, flags);
  if (!job && prompt === undefined) {
    const example = 'seedbed generate "a lighthouse at dusk" --model novita/seedream-5.0-lite';
    throw new InvalidRequestError(`A prompt is missing: ${example}`, { field: "prompt" });
  }
  const targets = providersNamed(job ? { model: job.model } : flags, flags, terminal);
  const [first] = targets;
  if (!first) throw new InvalidRequestError("There is no model to ask.", { field: "--model" }); // whoever selected them has said so
  const request = job ? undefined : await requestOf(prompt ?? "", flags, terminal.cwd);
  const asked = job ? job.request : askedOf(prompt ?? "", flags);
  await using session = await openSession(
    // Of a family but one is paid: each is held against the budget when its turn comes.
    { targets, asked, ...(request && flags.family === undefined ? { request } : {}) },
    flags,
    terminal,
  );
  try {
    const result = await made(first, targets, request, job, flags, session);
    const providers = "providers" in result ? result.providers : [];
    const saved = await session.deliver(result);
    terminal.stderr(providersText(providers)); // after what was paid for is saved
    const emulated = session.emulated(result.provider);
    const document = {
      ...generationDocument(result, saved, emulated),
      ...(providers.length > 0 ? { providers: providersDocument(providers) } : {}),
    };
    if (flags.json) terminal.stdout(`${JSON.stringify(document)}\n`);
    else terminal.stdout(generationText(result, saved, emulated, session.clock));
    if (emulated) terminal.stderr(emulatedNote(session.timeScale));
    return 0;
  } catch (error) {
    const from = targets.find(({ provider }) => isSeedbedError(error) && provider.id === error.provider) ?? first;
    const notes = await session.salvage(error, from);
    terminal.stderr(providersText(providersOf(error)));
    return reportFailure(error, terminal, flags.json === true, {
      notes,
      emulated: session.emulated(from.provider.id),
    });
  }
}

/** Resumes the job, or makes the request of the one model or of the family's providers. */
async function made(
  first: Target,
  targets: readonly Target[],
  request: GenerationRequest | undefined,
  job: Job | undefined,
  flags: Flags,
  session: Session,
): Promise<Result | FamilyResult> {
  if (job) return resume(targets, job, session.options);
  const asked = request ?? { prompt: "" };
  if (flags.family === undefined) return generate(first, asked, session.options);
  return generateFromFamily(targets, asked, {
    ...session.options,
    order: orderOf(flags),
    history: session.ledger,
    emulated: session.emulated,
  });
}

/** Refuses what makes no sense beside a job. */
function checkJob(job: Job, prompt: string | undefined, flags: Flags): void {
  const refuse = (text: string) => new InvalidRequestError(text, { field: "--job", provider: job.provider });
  if (prompt !== undefined) throw refuse("A job carries its own prompt: give a prompt or --job, not both.");
  if (flags.model !== undefined && flags.model !== job.model) {
    throw refuse(`The job is of the model ${job.model}, not ${flags.model}: leave --model out.`);
  }
  if (flags.family !== undefined) throw refuse("A job has its own model: leave --family out.");
  const [setting] = Object.keys({
    ...settingsOf(flags),
    ...(flags.image ? { image: 0 } : {}),
    ...(flags.strict ? { strict: 0 } : {}),
    ...(flags.idempotencyKey === undefined ? {} : { idempotencyKey: 0 }),
    ...(flags.tag ? { tag: 0 } : {}),
    ...(flags.mode ? { mode: 0 } : {}),
  });
  const flag = setting?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (flag) throw refuse(`A job carries its own settings: leave --${flag} out.`);
  if (flags.emulate)
    throw refuse("The built-in emulator starts without jobs: name the one that holds it with --base-url.");
}
