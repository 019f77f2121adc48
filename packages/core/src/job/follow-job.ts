import type { Answer } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { RunOptions } from "../call/client-options.ts";
import { findOperation } from "../call/find-operation.ts";
import type { Generation } from "../call/generation.ts";
import type { JobFact, Operation } from "../call/operation.ts";
import { readAnswer, unreadable } from "../call/parse-answer.ts";
import { transmitOf } from "../call/transmit.ts";
import { checkRequest, type Validator } from "../check/check-request.ts";
import { fieldAt, findImages, type ImagesPath, textAt } from "../images/find-images.ts";
import { type ImagesFact, readImages } from "../images/read-images.ts";
import { estimateCost } from "../money/cost.ts";
import { checkJob, type Job } from "./job.ts";
import { runJob } from "./run-job.ts";
import { submitJob } from "./submit-job.ts";
import { type JobReading, type WaitCall, waitForJob } from "./wait-for-job.ts";

/** A paid endpoint that answers with a task. */
export interface Submission<Body extends object = object, Reply = unknown> {
  /** What is called. */
  readonly operation: Operation & { readonly model: string; readonly job: JobFact };
  /** Its body by the spec. */
  readonly body: Validator<Body>;
  /** Its answer by the spec. */
  readonly reply: Validator<Reply>;
  /** The fewest and the most images that a body can give. */
  count(body: Body): { min: number; max: number };
  /** How its task is followed. */
  readonly follow: Following;
}

/** How a task is followed to its images. */
export interface Following {
  /** Asks how the task stands. */
  readonly status: {
    readonly operation: Operation;
    readonly path: Validator<object>;
    readonly answer: Validator<unknown>;
  };
  /** The fields of the status that say so: the state, percent, and why it failed. */
  readonly fields: { readonly state: string; readonly progress?: string; readonly failure?: string };
  /** Where the status has the images, once the task has succeeded. */
  readonly images?: ImagesPath;
  /** Asks for the images, if the status has none. */
  readonly result?: ImagesFact & { readonly operation: Operation };
}

/** What is done with submissions. It is part of their calls, so that a client without jobs does not load it. */
export const jobActions = { submitted, run, waitForResult };

/** Submits, and gives the provider's reply and the job. */
function submitted<Body extends object, Reply>(
  context: ClientContext,
  submission: Submission<Body, Reply>,
  request: Body,
  options?: RunOptions,
): Promise<{ reply: Reply; job: Job }> {
  const { operation, body: validator, count } = submission;
  const fields = Object.entries<{ imageInput?: unknown }>(operation.fields);
  return submitJob(
    context,
    {
      operation,
      validator,
      imageFields: fields.flatMap(([name, { imageInput }]) => (imageInput ? [name] : [])),
      images: count,
      transmit: (body) => transmitOf(context, operation, { body }),
      read: (_, answer) => readTask(context, submission, answer),
    },
    request,
    options,
  );
}

/** Submits, waits, and gives the images. */
function run(
  context: ClientContext,
  submission: Submission,
  request: object,
  options?: RunOptions,
): Promise<Generation> {
  const { clock, timeoutMs } = context;
  const submit = async (timed: RunOptions) => (await submitted(context, submission, request, timed)).job;
  const wait = (job: Job, timed: RunOptions) => waitForResult(context, [submission], job, timed);
  return runJob({ clock, timeoutMs, submit, wait }, options);
}

/** Waits for a job of one of these submissions. Its id alone is enough if all of them make images of the same model. */
async function waitForResult(
  context: ClientContext,
  submissions: readonly Submission[],
  given: unknown,
  options?: RunOptions,
): Promise<Generation> {
  const provider = context.provider.id;
  const task = typeof given === "string" ? jobOfTask(context, submissions, given) : undefined;
  const job = task ?? checkJob(provider, given);
  const known = Object.fromEntries(submissions.map((one) => [one.operation.operationId, one]));
  const { operation, count, follow } = findOperation(provider, known, job.operation);
  const { status, result } = follow;
  checkRequest(status.operation, status.path, pathOf(status.operation, job.taskId));
  const asked = count(job.request);
  const images = typeof asked.max === "number" ? asked : { min: 1, max: 1 }; // as it was kept by the caller
  const transmitTo = (to: Operation) => (id: string) => transmitOf(context, to, { path: pathOf(to, id) });
  const call: WaitCall = {
    operation: status.operation,
    cost: task ? null : estimateCost(operation, images, context.prices),
    latency: operation.latency,
    images: images.max,
    transmit: transmitTo(status.operation),
    read: (_, answer) => readState(context, operation.job, follow, answer),
    ...(result && {
      result: {
        operation: result.operation,
        transmit: transmitTo(result.operation),
        read: (_, answer) => readImages(context, result.operation, answer, result),
      },
    }),
  };
  return waitForJob(context, call, job, options);
}

/** A job of which only the task is known: neither what was asked nor when. Undefined if it may be of several models. */
function jobOfTask({ clock }: ClientContext, submissions: readonly Submission[], taskId: string): Job | undefined {
  const [first] = submissions.map(({ operation }) => operation);
  if (!first || submissions.some(({ operation }) => operation.model !== first.model)) return undefined;
  const { provider, model, operationId } = first;
  const submittedAt = new Date(clock.now()).toISOString();
  return { version: 1, provider, model, operation: operationId, taskId, submittedAt, request: {} };
}

/** A task's id as the one parameter in the path of an operation. */
function pathOf({ path }: Operation, taskId: string): object {
  const [, name = ""] = /\{(\w+)\}/.exec(path) ?? [];
  return { [name]: taskId };
}

/** Reads the reply to a submit. An id that could not be polled is reported now, with the answer's text, and not after the wait. */
function readTask<Reply>(
  context: ClientContext,
  {
    operation,
    reply: validator,
    follow: { status },
  }: Pick<Submission<object, Reply>, "operation" | "reply" | "follow">,
  answer: Answer,
) {
  const field = operation.job.taskId;
  const { value, drift } = readAnswer(context, operation, answer, validator, [field]);
  const taskId = textAt(value, field) ?? "";
  if (status.path.safeParse(pathOf(status.operation, taskId)).success) return { reply: value as Reply, taskId, drift }; // its id is as documented; what else is not, is drift
  const text = `answered a ${field.replaceAll("_", " ")} that cannot be asked for`;
  throw unreadable(context, operation, answer, text, { field });
}

/** Reads how a task stands. */
function readState(context: ClientContext, job: JobFact, follow: Following, answer: Answer): JobReading {
  const { status, fields, images } = follow;
  const { value, drift } = readAnswer(context, status.operation, answer, status.answer, [fields.state]);
  const word = textAt(value, fields.state) ?? "";
  const progress = fields.progress && fieldAt(value, fields.progress);
  const failure = fields.failure && textAt(value, fields.failure);
  return {
    state: (Object.hasOwn(job.states, word) && job.states[word]) || "unknown",
    providerState: word,
    progress: typeof progress === "number" ? progress : null,
    images: images ? findImages(value, images) : [],
    ...(failure ? { failure } : {}),
    drift,
  };
}
