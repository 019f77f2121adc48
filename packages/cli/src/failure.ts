import { isSeedbedError, type SeedbedError } from "@seedbed/core";

/** An error as `--json` prints it. */
export function errorDocument(error: unknown): Record<string, unknown> {
  if (isSeedbedError(error)) return error.toJSON();
  return { name: isInputError(error) ? "InvalidRequestError" : "InternalError", message: messageOf(error), billed: "no" };
}

/** 2 where nothing was sent since the call was wrong, else 1. */
export function exitCodeOf(error: unknown): number {
  if (!isSeedbedError(error)) return isInputError(error) ? 2 : 1;
  if (error.name === "BudgetExceededError") return 2;
  const refusedHere = error.status === undefined && error.billed === "no";
  return refusedHere && (error.name === "InvalidRequestError" || error.name === "AuthenticationError") ? 2 : 1;
}

/** An error for a person: what failed, whether it was paid for, and what can be done. */
export function explain(error: unknown): string {
  if (!isSeedbedError(error)) return `seedbed: ${messageOf(error)}`;
  const lines = [`seedbed: ${error.message}`, ...billing(error)];
  if (error.retryAfterMs !== undefined) lines.push(`The provider asks to wait ${Math.ceil(error.retryAfterMs / 1000)} s.`);
  for (const image of error.images ?? []) if (image.url) lines.push(`Paid for: ${image.url}`);
  if (error.job && error.name !== "GenerationFailedError") lines.push(`The job goes on. Resume it with: seedbed generate --job FILE (${error.job.provider} task ${error.job.taskId})`);
  return lines.join("\n");
}

function billing(error: SeedbedError): string[] {
  if (error.billed === "unknown") return [`Whether it was billed is not known: look at the usage page of ${error.provider ?? "the provider"}${error.requestId ? ` for request ${error.requestId}` : ""}.`];
  return error.billed === "yes" ? ["It was billed."] : [];
}

function isInputError(error: unknown): boolean {
  return error instanceof Error && error.name === "InputError";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
