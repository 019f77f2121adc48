import path from "node:path";
import {
  estimate,
  type GenerateOptions,
  type GenerationRequest,
  providersOf,
  type Result,
  type Target,
} from "@seedbed/compare";
import {
  type Clock,
  type Image,
  isSeedbedError,
  type Job,
  type KeptAnswer,
  SaveError,
  type SeedbedError,
} from "@seedbed/core";
import { createLedger, type Ledger } from "@seedbed/ledger";
import type { Command } from "commander";
import { budgetOf, pricesOf } from "../flags/price-flags.ts";
import { collect, refused, seconds } from "../flags/read-flag.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { checkDestination, type DestinationFlags, openDestination } from "./destination.ts";
import { generationDocument } from "./generation-document.ts";
import { type OutFolder, openOutFolder, type SavedImage } from "./out-folder.ts";
import { progressText } from "./progress-text.ts";
import { resumeLine } from "./resume-line.ts";

/** How generations are made and kept, as flags. */
export interface SessionFlags extends DestinationFlags {
  out: string;
  pollInterval?: number;
  idempotencyKey?: string;
  strict?: boolean;
  tag?: string[];
}

/** Adds the flags that `generate` and `compare` share beside those of the image and the destination. */
export function addSessionFlags(command: Command): Command {
  return command
    .option(
      "--poll-interval <seconds>",
      "time between polls of a job (default: by the documented latency)",
      seconds("--poll-interval"),
    )
    .optionsGroup("Ledger:")
    .option("--idempotency-key <key>", "idempotency key: the request is never paid for twice (needs --ledger)")
    .option("--tag <tag>", "tag, for per-tag budgets (repeatable; needs --ledger)", collect)
    .option(
      "--max-spend-per-day <currency=n>",
      "spending limit of all runs of a UTC day (repeatable; needs --ledger)",
      collect,
    )
    .optionsGroup("Output:")
    .option("--out <dir>", "folder for the images, each with a JSON file", "./seedbed-images")
    .option("--json", "print one JSON document");
}

/** What a command asks for. */
export interface Asked {
  readonly targets: readonly Target[];
  /** Absent where a job is resumed. */
  readonly request?: GenerationRequest;
  /** The request as it was given, for the record beside each image. */
  readonly asked: unknown;
}

/** The way from a request to images on disk. */
export interface Session extends AsyncDisposable {
  readonly options: GenerateOptions;
  readonly timeScale: number;
  readonly clock: Clock;
  readonly ledger: Ledger;
  emulated(provider: string): boolean;
  /**
   * Saves the images of a generation.
   *
   * @throws SaveError where that was only possible elsewhere, or not at all
   */
  deliver(result: Result): Promise<readonly SavedImage[]>;
  /** Saves what a failed generation left, and says how to go on. */
  salvage(error: unknown, target: Target): Promise<string[]>;
}

/**
 * Checks everything that can be checked before a request leaves, then opens the folder and the destination.
 *
 * @throws InvalidRequestError, BudgetExceededError: nothing was sent
 */
export async function openSession(
  { targets, request, asked }: Asked,
  flags: SessionFlags,
  terminal: Terminal,
): Promise<Session> {
  const called = targets.map(({ provider }) => provider);
  if (request) await rehearse(targets, request, flags);
  checkLedger(flags);
  checkDestination(called, flags, terminal);
  const out = await openOutFolder(terminal.cwd, flags.out);
  const destination = await openDestination(called, flags, terminal);
  const record = (from: object) => (image: SavedImage, index: number) => ({
    image: path.basename(image.path),
    index,
    asked,
    ...from,
  });

  return {
    timeScale: destination.timeScale,
    clock: destination.clock,
    ledger: destination.ledger,
    emulated: destination.emulated,
    options: {
      client: destination.client,
      signal: terminal.signal,
      ...(flags.strict ? { strict: true } : {}),
      ...(flags.idempotencyKey === undefined ? {} : { idempotencyKey: flags.idempotencyKey }),
      ...(flags.tag ? { tags: flags.tag } : {}),
      ...(flags.pollInterval === undefined ? {} : { pollIntervalMs: flags.pollInterval * 1000 }),
      onJob: (job) => keepJob(out, job, terminal),
      onProgress(progress) {
        const sharing = targets.filter(({ provider }) => provider.id === progress.job.provider);
        terminal.stderr(`${progressText(progress, sharing.length > 1)}\n`);
      },
    },
    async deliver(result) {
      using _saving = { [Symbol.dispose]: destination.clock.hold?.() ?? (() => {}) }; // no time of the provider's
      keepLatency(destination.ledger, result);
      const document = generationDocument(result, [], destination.emulated(result.provider));
      const { saved, trouble } = await out.saveImages(result.model, result.images, record(document));
      if (trouble !== undefined) throw saveError(result, saved, flags.out, trouble);
      if (result.job) await out.removeJob(result.job).catch(() => {}); // its images are saved
      return saved.filter((image) => image !== undefined);
    },
    async salvage(error, target) {
      if (!isSeedbedError(error)) return [];
      const kept = await keepAnswers(out, error, target);
      return [
        ...kept,
        ...(await keepPaid(out, error, target, record(error.toJSON()))),
        ...(await wayOn(out, error, flags)),
      ];
    },
    [Symbol.asyncDispose]: () => destination[Symbol.asyncDispose](),
  };
}

/** Maps the request for every model, and holds all of it together against the budget. */
async function rehearse(targets: readonly Target[], request: GenerationRequest, flags: SessionFlags): Promise<void> {
  const prices = pricesOf(flags);
  const plan = createLedger({ maxSpend: budgetOf(flags), creditPrices: prices.credits ?? {} });
  for (const target of targets) {
    const { provider, model, operation, cost } = estimate(target, request, {
      prices,
      ...(flags.strict ? { strict: true } : {}),
    });
    await plan.reserve({ provider, model, operation, cost });
  }
}

/** Refuses what only a ledger that outlasts the command can hold. */
function checkLedger(flags: SessionFlags): void {
  if (flags.ledger !== undefined) return;
  const { idempotencyKey, tag, maxSpendPerDay } = flags;
  const given = Object.entries({
    "--idempotency-key": idempotencyKey,
    "--tag": tag,
    "--max-spend-per-day": maxSpendPerDay,
  });
  const [flag] = given.find(([, value]) => value !== undefined) ?? [];
  if (flag) throw refused(flag, "needs --ledger FILE: without one, nothing is known of it after this command");
}

/** Keeps how long a job took; trouble with the ledger must not lose its images. */
function keepLatency(ledger: Ledger, { job, timing, earlier }: Result): void {
  try {
    if (job && !earlier) Promise.resolve(ledger.finished(job, timing.latencyMs)).catch(() => {});
  } catch {} // see above
}

/** Keeps a job on disk; where that fails it is told, as it is paid for. */
async function keepJob(out: OutFolder, job: Job, terminal: Terminal): Promise<void> {
  const kept = await out.saveJob(job).then(
    (file) => `job kept in ${file}`,
    (error) => `The job could not be kept (${reasonOf(error)}); it is ${JSON.stringify(job)}`,
  );
  terminal.stderr(`${kept}\n`);
}

function saveError(
  result: Result,
  saved: readonly (SavedImage | undefined)[],
  out: string,
  trouble: string,
): SaveError {
  const places = saved.flatMap((image) => (image ? [image.path] : []));
  const lost = saved.length - places.length;
  const where = places.length > 0 ? `they are in ${places.join(", ")}` : "they could not be kept elsewhere either";
  const images = result.images.map((image, index) => ({ ...image, ...saved[index] }));
  return new SaveError(
    `The images of ${result.model} were made but could not be saved in ${out} (${trouble}); ${where}${lost > 0 && places.length > 0 ? `, ${lost} could not be kept` : ""}.`,
    {
      provider: result.provider,
      operation: result.operation,
      billed: "yes",
      images,
      ...(result.requestId ? { requestId: result.requestId } : {}),
      ...(result.job ? { job: result.job } : {}),
    },
  );
}

/** Saves the images that came before the failure; the error names them then. */
async function keepPaid(
  out: OutFolder,
  error: SeedbedError,
  { model }: Target,
  record: (image: SavedImage, index: number) => unknown,
): Promise<string[]> {
  const images = error.images ?? [];
  const had = images.filter((image): image is Image => "bytes" in image && !("path" in image));
  const { saved } = await out.saveImages(model.id, had, record);
  const named = images.map((image) => ({
    ...image,
    ...saved[had.findIndex(({ bytes }) => "bytes" in image && image.bytes === bytes)],
  }));
  if (had.length > 0) Object.assign(error, { images: named });
  return saved.flatMap((image) => (image ? [`Saved: ${image.path}`] : []));
}

/** Saves the answers that could not be used; each error names its file then. */
async function keepAnswers(out: OutFolder, error: SeedbedError, { model }: Target): Promise<string[]> {
  const notes: string[] = [];
  const failed = [{ model: model.id, error }, ...providersOf(error)];
  const seen = new Set<KeptAnswer>();
  for (const { model: id, error: one } of failed) {
    const answer = one?.answer;
    if (!answer || seen.has(answer) || !("bytes" in answer)) continue;
    seen.add(answer);
    const file = await out.saveAnswer(id, answer);
    const { mediaType, sizeBytes } = answer;
    if (file !== undefined) Object.assign(one, { answer: { mediaType, sizeBytes, path: file } });
    notes.push(
      file === undefined
        ? `The answer (${sizeBytes} bytes) could not be saved anywhere.`
        : `The answer as it came (${sizeBytes} bytes) is in ${file}`,
    );
  }
  return notes;
}

const final = ["GenerationFailedError", "ResultExpiredError", "SaveError"];

/** How a job that is not done goes on; the file of one that has ended is removed. */
async function wayOn(out: OutFolder, error: SeedbedError, flags: SessionFlags): Promise<string[]> {
  const { job } = error;
  if (!job) return [];
  if (final.includes(error.name) || flags.emulate) {
    await out.removeJob(job).catch(() => {}); // it is of no use, and does no harm
    return final.includes(error.name)
      ? []
      : ["The job ended with the built-in emulator; seedbed emulate keeps one running."];
  }
  if (error.name === "NotFoundError" && !error.images)
    return ["The job is not known there: was it begun with another key or --base-url?"];
  const file = await out.saveJob(job).catch(() => "FILE");
  return [`The job goes on. Resume it with: ${resumeLine(file, job, flags)}`];
}
