import { type ClientContext, checkRequest, type RunOptions, singleCall, type Transmit } from "@seedbed/core";
import { operations } from "./gen/operations.gen.ts";
import { zGetGenerationRequestStatusPath } from "./gen/schemas.gen.ts";
import { readStatus, type TaskStatus } from "./result.ts";

const operation = operations.getGenerationRequestStatus;

/** Asks once how a task stands. */
export async function getStatus(
  context: ClientContext,
  request: { task_id: string },
  transmit: (taskId: string) => Transmit,
  options: RunOptions = {},
): Promise<TaskStatus> {
  const { task_id: taskId } = checkRequest(operation, zGetGenerationRequestStatusPath, request);
  const answer = await singleCall(context, operation, transmit(taskId), options);
  return readStatus(context, answer).value;
}

/**
 * Refuses a task id that would lead to another path.
 *
 * @throws InvalidRequestError
 */
export function checkTaskId(taskId: string): void {
  checkRequest(operation, zGetGenerationRequestStatusPath, { task_id: taskId });
}
