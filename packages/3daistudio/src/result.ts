import {
  type Answer,
  type ClientContext,
  type Drift,
  fieldAt,
  findImages,
  type ImagesPath,
  type JobReading,
  type JobState,
  type Operation,
  readAnswer,
  textAt,
  unreadable,
} from "@seedbed/core";
import { operations } from "./gen/operations.gen.ts";
import {
  zGetGenerationRequestStatusPath,
  zGetGenerationRequestStatusResponse,
  zSubmittedTask,
} from "./gen/schemas.gen.ts";
import type { components } from "./gen/types.gen.ts";

/** 3D AI Studio's answer to a submit. @interface */
export type SubmittedTask = components["schemas"]["SubmittedTask"];
/** 3D AI Studio's answer to a poll. @interface */
export type TaskStatus = components["schemas"]["TaskStatus"];

const states: Readonly<Record<string, JobState>> = operations.seedreamV5LiteGenerate.job.states;

/** Reads the answer to a submit. */
export function readSubmitted(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
): { reply: SubmittedTask; taskId: string; drift: Drift[] } {
  const { value, drift } = readAnswer(context, operation, answer, zSubmittedTask, ["task_id"]);
  const reply = value as SubmittedTask; // its id is as documented; what else is not, is drift
  const { task_id: taskId } = reply;
  // An id that could not be polled is said to be one now, with the answer's text, and not after the wait.
  if (!zGetGenerationRequestStatusPath.safeParse({ task_id: taskId }).success) {
    throw unreadable(context, operation, answer, "answered a task id that cannot be asked for", { field: "task_id" });
  }
  return { reply, taskId, drift };
}

/** Reads the answer to a poll, as 3D AI Studio gives it. */
export function readStatus(context: ClientContext, answer: Answer): { value: TaskStatus; drift: Drift[] } {
  const operation = operations.getGenerationRequestStatus;
  const { value, drift } = readAnswer(context, operation, answer, zGetGenerationRequestStatusResponse, ["status"]);
  return { value: value as TaskStatus, drift }; // its state is as documented; what else is not, is drift
}

/** In either form that results are documented in; the second address is of the same file. */
const imagesPath: ImagesPath = { at: ["results"], item: ["asset", "asset_url"] };

/** Reads the answer to a poll. */
export function readJob(context: ClientContext, answer: Answer): JobReading {
  const { value, drift } = readStatus(context, answer);
  const progress = fieldAt(value, "progress");
  const failure = textAt(value, "failure_reason");
  return {
    state: (Object.hasOwn(states, value.status) && states[value.status]) || "unknown",
    providerState: value.status,
    progress: typeof progress === "number" ? progress : null,
    images: findImages(value, imagesPath),
    ...(failure ? { failure } : {}),
    drift,
  };
}
