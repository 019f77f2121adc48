import type { RunOptions } from "../call/client-options.ts";
import type { Clock } from "../call/clock.ts";
import type { Drift, Generation } from "../call/generation.ts";
import type { EarlierAttempt } from "../money/accounting.ts";
import type { Job } from "./job.ts";

/** How a provider's client submits a job and waits for it. */
export interface JobRun {
  /** Time, and waiting. */
  readonly clock: Clock;
  /** The client's own time-out. */
  readonly timeoutMs: number | undefined;
  /** Submits the job, which is paid for. */
  submit(options: RunOptions): Promise<Job>;
  /** Waits for its images. */
  wait(job: Job, options: RunOptions): Promise<Generation>;
}

/** Submits a job and waits for it within one time-out, 600 s unless said. What is said of the submit stands on the generation. */
export async function runJob(
  { clock, submit, wait, ...client }: JobRun,
  options: RunOptions = {},
): Promise<Generation> {
  const startedAtMs = clock.now();
  const timed = { ...options, timeoutMs: options.timeoutMs ?? client.timeoutMs ?? 600_000 };
  const submitted: { drift: readonly Drift[]; earlier?: EarlierAttempt } = { drift: [] };
  const job = await submit({
    ...timed,
    onDrift(drift) {
      submitted.drift = drift;
      return options.onDrift?.(drift);
    },
    onEarlier(earlier) {
      submitted.earlier = earlier;
      return options.onEarlier?.(earlier);
    },
  });
  const generation = await wait(job, { ...timed, startedAtMs });
  return { ...generation, ...submitted, drift: [...submitted.drift, ...generation.drift] };
}
