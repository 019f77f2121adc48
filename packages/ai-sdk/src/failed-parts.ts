import { AbortError, failureText, isSeedbedError, type Job, type SeedbedError, UnexpectedError } from "@seedbed/core";
import type { Outcome } from "./run-generations.ts";

/** What the error of a call adds if the call took several generations: nothing that was paid for is only on one of them. */
export interface FailedParts {
  /** Every job that was submitted, those of the generations that succeeded included: each can be waited for again. */
  readonly jobs: readonly Job[];
  /** The error of every generation that failed, in the order in which they failed. */
  readonly failures: readonly SeedbedError[];
}

/**
 * The error of a call whose generations failed, with every image, job and failure of all of them. It is of the class of the first
 * failure, or an AbortError if the caller ended the call: the name that the SDK looks for.
 */
export function failedParts({ results, failures }: Outcome, isAborted: boolean): SeedbedError & Partial<FailedParts> {
  const errors = failures.map(asSeedbedError);
  const [first = asSeedbedError("nothing came")] = errors;
  if (!isAborted && errors.length === 1 && results.length === 0) return first;
  const jobs = uniqueJobs([...results, ...errors].flatMap(({ job }) => job ?? []));
  const images = [...results, ...errors].flatMap((part) => part.images ?? []);
  const [job] = jobs;
  const { provider, operation, status, code, requestId, retryAfterMs, body, answer } = first;
  const known = { provider, operation, status, code, requestId, retryAfterMs, body, answer, job };
  const details = {
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    billed: results.length > 0 ? "yes" : worstOf(errors),
    ...(images.length > 0 ? { images } : {}),
    cause: first,
  } as const;
  const others = errors.length > 1 ? ` (${errors.length} generations failed; failures has all of them)` : "";
  const message = `${first.message}${others}`;
  // Every class of Seedbed's errors is made of a message and details.
  const Failure = first.constructor as new (text: string, of: typeof details) => SeedbedError;
  const error = isAborted ? new AbortError(message, details) : new Failure(message, details);
  return Object.assign(error, { jobs, failures: errors });
}

function asSeedbedError(thrown: unknown): SeedbedError {
  return isSeedbedError(thrown)
    ? thrown
    : new UnexpectedError(failureText(thrown), { billed: "unknown", cause: thrown });
}

function worstOf(errors: readonly SeedbedError[]): SeedbedError["billed"] {
  return (["yes", "unknown"] as const).find((word) => errors.some(({ billed }) => billed === word)) ?? "no";
}

function uniqueJobs(jobs: readonly Job[]): Job[] {
  return [...new Map(jobs.map((job) => [`${job.provider} ${job.taskId} ${job.submittedAt}`, job])).values()];
}
