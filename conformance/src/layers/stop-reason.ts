import type { CheckOptions } from "../run/check-options.ts";

/** Why nothing more is begun; undefined as long as the run goes on. */
export function stopReason({ stop }: Pick<CheckOptions, "stop">): string | undefined {
  if (!stop?.aborted) return undefined;
  return `the run was ${stop.reason instanceof Error ? stop.reason.message : "stopped"}`;
}
