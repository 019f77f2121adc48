import { openQueue, runWorker } from "@seedbed/bench";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { checkDestination, type DestinationFlags, lacksKey, openPlace } from "../session/destination.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { emulatedOf } from "./open-run.ts";

export interface WorkerFlags extends DestinationFlags {
  queue?: string;
  concurrency: number;
  drain?: boolean;
  json?: boolean;
}

/** Works at queued benchmarks until it is stopped, or until none is left. */
export async function work(flags: WorkerFlags, terminal: Terminal): Promise<number> {
  if (flags.queue === undefined) throw refused("--queue", "is missing: the database that bench --queue names");
  const keyed = providers.filter((provider) => !lacksKey(provider, flags, terminal));
  checkDestination(keyed.length > 0 ? keyed : providers, flags, terminal);
  await using queue = await openQueue(flags.queue);
  await using place = await openPlace(keyed, flags, terminal);
  const callable = keyed.map(({ id }) => id);
  const emulated = emulatedOf(callable, place);
  terminal.stderr(`Waiting for ${emulated ? "emulated " : ""}runs in ${queue.database.place}\n`);
  const done = await runWorker({
    queue,
    providers,
    callable,
    clock: place.clock,
    timeScale: place.timeScale,
    emulated,
    client: place.client,
    concurrency: flags.concurrency,
    drain: flags.drain === true,
    stop: terminal.signal,
    onRun: ({ id, head }, problem) =>
      terminal.stderr(
        `Run ${id} (${head.plan.name})${problem === undefined ? "" : ` is left to others: ${problem}`}\n`,
      ),
    onAttempt: ({ id, outcome, failure }) =>
      terminal.stderr(`${id}: ${outcome}${failure ? `, ${failure.message}` : ""}\n`),
  });
  terminal.stdout(flags.json ? `${JSON.stringify({ done })}\n` : `${done} cells done.\n`);
  return 0;
}
