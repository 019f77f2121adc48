import { InvalidRequestError } from "../call/errors.ts";

/** A submitted generation whose result comes later. Plain JSON, with no key and no host in it: keep it, resume it elsewhere. */
export interface Job {
  /** Of this form. */
  readonly version: 1;
  /** Provider id, e.g. `3daistudio`. */
  readonly provider: string;
  /** e.g. `3daistudio/seedream-v5-lite`. */
  readonly model: string;
  /** The operation that submitted it. */
  readonly operation: string;
  /** The provider's id of the task. */
  readonly taskId: string;
  /** ISO 8601, by the client's clock. */
  readonly submittedAt: string;
  /** ISO 8601: when the provider forgets the result, where it says so. */
  readonly expiresAt?: string;
  /** What was asked, without the images. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** What a job is doing, in words that hold for every provider; `unknown` is a state that no document names. */
export type JobState = "waiting" | "running" | "succeeded" | "failed" | "unknown";

/** Told at each poll. */
export interface JobProgress {
  /** How the job stands. */
  readonly state: JobState;
  /** The provider's own word. */
  readonly providerState: string;
  /** Percent, where the provider tells. */
  readonly progress: number | null;
  /** Milliseconds since it was submitted. */
  readonly elapsedMs: number;
  /**
   * Milliseconds until it is asked for again, with what the rate limit makes it wait: the most by which its end is known late.
   * If other calls share the rate limit, the earliest that it can be. Absent once it has ended.
   */
  readonly nextPollMs?: number;
  /** Why the last poll said nothing of it, which is waited out; the state is that of the poll before. */
  readonly trouble?: string;
  /** The job, as it can be kept. */
  readonly job: Job;
}

/** Reads a job from JSON, e.g. from a file: undefined where it is none. */
export function readJob(value: unknown): Job | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const job = value as Partial<Record<keyof Job, unknown>>; // each part is looked at below
  const texts = [job.provider, job.model, job.operation, job.taskId, job.submittedAt];
  const whole = job.version === 1 && texts.every((text) => typeof text === "string" && text !== "");
  const dated = isDate(job.submittedAt) && (job.expiresAt === undefined || isDate(job.expiresAt));
  const request = typeof job.request === "object" && job.request !== null;
  return whole && dated && request ? (value as Job) : undefined; // every part was looked at
}

/**
 * Holds what a caller gave as a job against what one is, before anything is asked for.
 *
 * @throws InvalidRequestError where it is none, or of another provider
 */
export function checkJob(provider: string, value: unknown): Job {
  const job = readJob(value);
  if (job?.provider === provider) return job;
  const text = job
    ? `is of the provider "${job.provider}"`
    : "is not a job: pass the value returned by submit(), or its parsed JSON";
  throw new InvalidRequestError(`The job for ${provider} ${text}.`, { provider, field: "job" });
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
