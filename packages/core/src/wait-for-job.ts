import { type Answer, placeOf, requestIdOf } from "./answer.ts";
import type { ClientContext, RunOptions } from "./client-context.ts";
import { collectImages, type ImageSource } from "./collect-images.ts";
import type { Cost } from "./cost.ts";
import { type Deadline, withDeadline } from "./deadline.ts";
import {
  type ErrorDetails,
  GenerationFailedError,
  NotFoundError,
  ResponseValidationError,
  ResultExpiredError,
  SeedbedError,
} from "./errors.ts";
import type { Drift, Generation } from "./generation.ts";
import type { Job, JobState } from "./job.ts";
import type { Operation } from "./operation.ts";
import { send, stopped, type Transmit } from "./send.ts";

/** What one poll says of a job. */
export interface JobReading {
  readonly state: JobState;
  readonly providerState: string;
  /** Percent, where the provider tells. */
  readonly progress: number | null;
  /** The images, once it has succeeded. */
  readonly images: readonly ImageSource[];
  /** Why it failed. */
  readonly failure?: string;
  readonly drift: readonly Drift[];
}

/** How a job is followed. */
export interface WaitCall {
  /** The operation that tells its state. */
  readonly operation: Operation;
  readonly cost: Cost | null;
  transmit(taskId: string): Transmit;
  read(context: ClientContext, answer: Answer): JobReading;
}

const timeoutMs = 600_000;
// 3D AI Studio allows 3 requests a minute, and may count polls: submit, 20 s, 41 s, 62 s keeps to it.
const firstPollMs = 20_000;
const pollIntervalMs = 21_000;

/**
 * Polls a job until it ends, and fetches its images. A state that no document names is waited out, and reported as drift.
 *
 * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job on it
 */
export async function waitForJob(
  context: ClientContext,
  call: WaitCall,
  job: Job,
  options: RunOptions = {},
): Promise<Generation> {
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      try {
        return await poll(context, call, job, options, deadline);
      } catch (error) {
        throw withJob(context, error, job);
      }
    },
    options.startedAtMs,
  );
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
  const details: ErrorDetails = {
    provider: operation.provider,
    operation: operation.operationId,
    job,
    secrets: context.secrets(),
  };
  const drift = new Map<string, Drift>();
  let waitedMs = 0;
  let nextPollMs = Math.max(
    0,
    (options.pollIntervalMs ?? firstPollMs) - Math.max(0, context.clock.now() - submittedMs),
  );
  for (;;) {
    await context.clock.delay(nextPollMs, deadline.signal).catch(() => {
      throw stopped(context, operation, deadline, { ...details, billed: "yes" });
    });
    const answer = await send(context, operation, call.transmit(job.taskId), deadline);
    waitedMs += answer.waitedMs;
    const reading = call.read(context, answer);
    for (const found of reading.drift) drift.set(found.field, found);
    options.onProgress?.({
      state: reading.state,
      providerState: reading.providerState,
      progress: reading.progress,
      elapsedMs: Math.max(0, answer.receivedAtMs - submittedMs),
      job,
    });
    if (reading.state === "failed") {
      const why = reading.failure ?? "no reason was given";
      throw new GenerationFailedError(`${placeOf(operation)}: job ${job.taskId} failed: ${why}`, {
        ...details,
        ...requestIdOf(context, answer.headers),
      });
    }
    if (reading.state === "succeeded") {
      if (reading.images.length === 0) {
        throw new ResponseValidationError(`${placeOf(operation)}: job ${job.taskId} finished without an image`, {
          ...details,
          billed: "yes",
        });
      }
      const knownMs = answer.receivedAtMs;
      const images = await collectImages(context, operation, expiring(reading.images, job), deadline, { job }, options);
      return {
        provider: job.provider,
        operation: job.operation,
        model: job.model,
        images,
        cost: call.cost,
        timing: {
          startedAt: job.submittedAt,
          latencyMs: Math.max(0, knownMs - submittedMs),
          waitedMs,
          downloadMs: context.clock.now() - knownMs,
        },
        ...requestIdOf(context, answer.headers),
        job,
        drift: [...drift.values()],
      };
    }
    nextPollMs = options.pollIntervalMs ?? pollIntervalMs;
  }
}

/** The images with the time until which the job's result is kept, where they have none of their own. */
function expiring(images: readonly ImageSource[], { expiresAt }: Job): ImageSource[] {
  return images.map((image) => ("bytes" in image || !expiresAt ? image : { expiresAt, ...image }));
}

/** Every error of a submitted job carries it, so that it can be resumed; a job that is not found after its time has expired. */
function withJob(context: ClientContext, error: unknown, job: Job): unknown {
  if (!(error instanceof SeedbedError)) return error;
  const { expiresAt } = job;
  if (error instanceof NotFoundError && expiresAt !== undefined && context.clock.now() > Date.parse(expiresAt)) {
    const { provider, operation, status, code, requestId, body } = error;
    const known = Object.entries({ provider, operation, status, code, requestId, body }).filter(
      ([, value]) => value !== undefined,
    );
    const details: ErrorDetails = { ...Object.fromEntries(known), job, billed: "yes", cause: error };
    return new ResultExpiredError(
      `${error.message}: the result of job ${job.taskId} was kept until ${expiresAt}`,
      details,
    );
  }
  const failed = error instanceof GenerationFailedError;
  return Object.assign(error, { job, billed: failed || error.billed !== "no" ? error.billed : "yes" });
}
