import { abortable } from "../call/abortable.ts";
import { type Answer, callOf, placeOf, printableDrift, requestIdOf } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import { checkRunOptions, type RunOptions } from "../call/client-options.ts";
import { type Deadline, withDeadline } from "../call/deadline.ts";
import {
  detailsOf,
  type ErrorDetails,
  GenerationFailedError,
  NotFoundError,
  ResponseValidationError,
  ResultExpiredError,
  SeedbedError,
} from "../call/errors.ts";
import type { Drift, Generation } from "../call/generation.ts";
import type { LatencyFact, Operation } from "../call/operation.ts";
import { rideOut } from "../call/ride-out.ts";
import { stopped } from "../call/stopped.ts";
import type { Transmit } from "../call/transmit.ts";
import { checkNumber } from "../check/check-number.ts";
import { checkImages, shortfallOf } from "../images/check-images.ts";
import { collectImages, driftOfImages, type ImageSource } from "../images/collect-images.ts";
import type { Cost } from "../money/cost.ts";
import { callSafely } from "../money/pay.ts";
import { printableText } from "../redaction/redact.ts";
import type { Job, JobProgress, JobState } from "./job.ts";
import { nextPollAtMs } from "./poll-schedule.ts";

/** What one poll says of a job. */
export interface JobReading {
  /** How the job stands. */
  readonly state: JobState;
  /** The provider's own word for it. */
  readonly providerState: string;
  /** Percent, where the provider tells. */
  readonly progress: number | null;
  /** The images, once it has succeeded; empty where another operation gives them. */
  readonly images: readonly ImageSource[];
  /** Why it failed. */
  readonly failure?: string;
  /** What the answer held that no document describes. */
  readonly drift: readonly Drift[];
}

/** How a job is followed. */
export interface WaitCall {
  /** The operation that tells its state. */
  readonly operation: Operation;
  /** What it costs, unless its result says. */
  readonly cost: Cost | null;
  /** How long it takes by a document, and how many images were asked for: the times of the polls follow from both. */
  readonly latency: LatencyFact | null;
  /** How many images were asked for. */
  readonly images: number;
  /** Asks how a task stands. */
  transmit(taskId: string): Transmit;
  /** Reads how the task stands. */
  read(context: ClientContext, answer: Answer): JobReading;
  /** How the images are had, where another operation gives them once it has succeeded. */
  readonly result?: ResultCall;
}

/** How the result of a job is fetched. */
export interface ResultCall {
  /** What is called. */
  readonly operation: Operation;
  /** Asks for the images of a task. */
  transmit(taskId: string): Transmit;
  /** Reads the images, and what the answer says they cost. */
  read(context: ClientContext, answer: Answer): Pick<JobReading, "images" | "drift"> & { readonly reported?: Cost };
}

const timeoutMs = 600_000;

/**
 * Polls a job until it ends, and fetches its images. A state that no document names is waited out, and reported as drift;
 * trouble that may pass by itself is waited out too, and named if the time ends in it.
 *
 * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job on it
 */
export async function waitForJob(
  context: ClientContext,
  call: WaitCall,
  job: Job,
  options: RunOptions = {},
): Promise<Generation> {
  checkRunOptions(call.operation, options);
  checkNumber("pollIntervalMs", options.pollIntervalMs, 0, "milliseconds", Number.MAX_VALUE);
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      try {
        return await poll(context, call, job, options, deadline);
      } catch (error) {
        const carried = withJob(context, error, job);
        if (carried instanceof GenerationFailedError && carried.billed === "no")
          await free(context, job, carried.message, deadline);
        throw carried;
      }
    },
    options.startedAtMs,
  );
}

/** Gives back what was reserved for a job that failed and is not billed. Trouble in the books is ignored: why it failed comes first. */
function free(context: ClientContext, job: Job, problem: string, deadline: Deadline): Promise<void> {
  return callSafely(() => context.accounting?.failed?.(job, problem), context.clock, deadline);
}

async function poll(
  context: ClientContext,
  call: WaitCall,
  job: Job,
  options: RunOptions,
  deadline: Deadline,
): Promise<Generation> {
  const { operation } = call;
  const submittedMs = Date.parse(job.submittedAt);
  const elapsedMs = (atMs: number) => Math.max(0, atMs - submittedMs);
  const untilNextPoll = (unfinishedMs?: number) => {
    const { pollIntervalMs } = options;
    if (pollIntervalMs !== undefined && unfinishedMs !== undefined) return pollIntervalMs;
    const facts = { latency: call.latency, images: call.images, rateLimit: context.provider.rateLimit };
    return Math.max(0, (pollIntervalMs ?? nextPollAtMs(facts, unfinishedMs)) - elapsedMs(context.clock.now()));
  };
  const details: ErrorDetails = { ...callOf(context, operation), job };
  const drift = new Map<string, Drift>();
  let waitedMs = 0;
  const note = (found: readonly Drift[]) => {
    for (const one of printableDrift(context, found)) drift.set(one.field, one);
  };
  let lastUnfinishedMs = 0;
  let last: JobProgress | undefined;
  let nextPollMs = untilNextPoll();
  for (;;) {
    await context.clock.delay(nextPollMs, deadline.signal).catch(() => {
      throw stopped(context, operation, deadline, { ...details, billed: "yes" });
    });
    const polled = await rideOut(
      context,
      {
        operation,
        transmit: call.transmit(job.taskId),
        read: (answer) => call.read(context, answer),
        onTrouble(trouble, waitMs) {
          if (!last) return;
          const progress = { ...last, elapsedMs: elapsedMs(context.clock.now()), nextPollMs: waitMs };
          void callSafely(() => options.onProgress?.({ ...progress, trouble: trouble.message }));
        },
      },
      job,
      deadline,
    );
    const { answer, value: reading } = polled;
    waitedMs += answer.waitedMs;
    note(reading.drift);
    if (reading.state === "unknown") {
      const message = `${placeOf(operation)}: job ${job.taskId} is ${reading.providerState}, which is in no document`;
      deadline.trouble = new ResponseValidationError(message, details); // what a time-out then says
    }
    const isOver = reading.state === "succeeded" || reading.state === "failed";
    const limitMs = isOver ? 0 : await admissionWait(context, operation, deadline);
    if (!isOver) nextPollMs = untilNextPoll(elapsedMs(answer.receivedAtMs));
    const progress: JobProgress = {
      state: reading.state,
      providerState: printableText(reading.providerState, context.secrets()),
      progress: reading.progress,
      elapsedMs: elapsedMs(answer.receivedAtMs),
      ...(isOver ? {} : { nextPollMs: Math.max(nextPollMs, limitMs) }),
      job,
    };
    last = progress;
    void callSafely(() => options.onProgress?.(progress));
    if (reading.state === "failed") {
      const why = reading.failure ?? "no reason was given";
      throw new GenerationFailedError(`${placeOf(operation)}: job ${job.taskId} failed: ${why}`, {
        ...details,
        ...requestIdOf(context, answer.headers),
      });
    }
    if (reading.state === "succeeded") {
      const knownMs = answer.receivedAtMs;
      const { result } = call;
      const resulting = result
        ? await rideOut(context, questionOf(context, result, job), job, deadline)
        : { answer, value: { ...reading, reported: undefined } };
      const { value: given, answer: finalAnswer } = resulting;
      note(given.drift);
      const { reported } = given;
      if (reported) await callSafely(() => context.accounting?.charged?.(job, reported), context.clock, deadline);
      const without = `says that job ${job.taskId} finished without an image`;
      const sources = checkImages(context, operation, finalAnswer, given.images, without, { job, billed: "yes" });
      const missing = shortfallOf(sources);
      const shortfall = missing.length > 0 ? { shortfall: missing } : {};
      const known = { job, ...shortfall };
      const images = await collectImages(context, operation, expiring(sources, job), deadline, known, options);
      return {
        provider: job.provider,
        operation: job.operation,
        model: job.model,
        images,
        ...shortfall,
        cost: reported ?? call.cost,
        timing: {
          startedAt: job.submittedAt,
          latencyMs: elapsedMs(knownMs),
          polled: { minMs: lastUnfinishedMs, maxMs: elapsedMs(knownMs) },
          waitedMs,
          downloadMs: context.clock.now() - knownMs,
        },
        ...requestIdOf(context, answer.headers),
        job,
        drift: [...drift.values(), ...driftOfImages(images)],
      };
    }
    lastUnfinishedMs = elapsedMs(answer.sentAtMs);
  }
}

/** How long the rate limit makes the next poll wait, as far as the accounting can say. */
async function admissionWait(
  { accounting, rateLimit }: ClientContext,
  { provider }: Operation,
  { signal }: Deadline,
): Promise<number> {
  try {
    const waitMs = await abortable(Promise.resolve(accounting?.admissionWaitMs?.(provider, rateLimit)), signal);
    return waitMs !== undefined && waitMs > 0 ? waitMs : 0;
  } catch {
    return 0; // it is only said: the poll itself waits as it must
  }
}

/** How the result of a job is asked for. */
function questionOf(context: ClientContext, { operation, transmit, read }: ResultCall, job: Job) {
  return { operation, transmit: transmit(job.taskId), read: (answer: Answer) => read(context, answer) };
}

/** The images with the time until which the job's result is kept, where they have none of their own. */
function expiring(images: readonly ImageSource[], { expiresAt }: Job): ImageSource[] {
  return images.map((image) => ("text" in image && expiresAt ? { expiresAt, ...image } : image));
}

/** Every error of a submitted job carries it, so that it can be resumed; a job that is not found after its time has expired. */
function withJob(context: ClientContext, error: unknown, job: Job): unknown {
  if (!(error instanceof SeedbedError)) return error;
  const { expiresAt } = job;
  if (error instanceof NotFoundError && expiresAt !== undefined && context.clock.now() > Date.parse(expiresAt)) {
    return new ResultExpiredError(`${error.message}: the result of job ${job.taskId} was kept until ${expiresAt}`, {
      ...detailsOf(error),
      job,
      billed: "yes",
      cause: error,
    });
  }
  const failed = error instanceof GenerationFailedError;
  return Object.assign(error, { job, billed: failed || error.billed !== "no" ? error.billed : "yes" });
}
