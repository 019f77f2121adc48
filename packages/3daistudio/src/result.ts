import {
  type Answer,
  type ClientContext,
  type Drift,
  type ImageSource,
  type JobReading,
  type JobState,
  type Operation,
  parseAnswer,
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
  const { value, drift } = parseAnswer(context, operation, answer, zSubmittedTask);
  const { task_id: taskId } = value;
  // An id that could not be polled is said to be one now, with the answer's text, and not after the wait.
  if (!zGetGenerationRequestStatusPath.safeParse({ task_id: taskId }).success) {
    throw unreadable(context, operation, answer, "answered a task id that cannot be asked for", { field: "task_id" });
  }
  return { reply: value, taskId, drift };
}

/** Reads the answer to a poll, as 3D AI Studio gives it. */
export function readStatus(context: ClientContext, answer: Answer) {
  return parseAnswer<TaskStatus>(
    context,
    operations.getGenerationRequestStatus,
    answer,
    zGetGenerationRequestStatusResponse,
  );
}

/** Reads the answer to a poll, in either form that its results are documented in. */
export function readJob(context: ClientContext, answer: Answer): JobReading {
  const { value, drift } = readStatus(context, answer);
  const images = (value.results ?? []).map((result): ImageSource => ({ text: result.asset }));
  return {
    state: (Object.hasOwn(states, value.status) && states[value.status]) || "unknown",
    providerState: value.status,
    progress: value.progress ?? null,
    images,
    ...(value.failure_reason ? { failure: value.failure_reason } : {}),
    drift,
  };
}
