import type { JobProgress } from "@seedbed/core";

/**
 * A poll for a person.
 *
 * @param isShared - whether other calls go by the same rate limit: theirs may come first
 */
export function progressText(
  { job, providerState, progress, elapsedMs, nextPollMs }: JobProgress,
  isShared: boolean,
): string {
  const share = progress === null ? "" : ` ${progress} %`;
  const seconds = ((nextPollMs ?? 0) / 1000).toFixed(1);
  const again = nextPollMs === undefined ? "" : `, asked again in ${seconds} s${isShared ? " at the earliest" : ""}`;
  return `${job.model}: ${providerState}${share} after ${(elapsedMs / 1000).toFixed(0)} s${again}`;
}
