/** The signals that ask a run to stop: Ctrl-C, a process manager, and a terminal that is closed. */
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * For how long a signal that arrives again is the same request, in milliseconds: a shell whose terminal is closed passes SIGHUP
 * on, and the system sends it once more as the shell ends; npx passes on the Ctrl-C that the terminal has already sent.
 */
const sameRequestMs = { SIGINT: 50, SIGTERM: 50, SIGHUP: 2_000 };

/**
 * Aborts at the first signal that asks to stop. The second ends the process at once, as it would without a listener.
 *
 * @param now - milliseconds of any clock
 */
export function stopSignal(
  process: Pick<NodeJS.Process, "on" | "off" | "kill" | "pid"> = globalThis.process,
  now: () => number = () => performance.now(),
): AbortSignal {
  const stop = new AbortController();
  let first: { readonly signal: NodeJS.Signals; readonly atMs: number } | undefined;
  const receive = (signal: (typeof stopSignals)[number]) => {
    if (first === undefined) {
      first = { signal, atMs: now() };
      stop.abort(new Error(`stopped by ${signal}`));
      return;
    }
    if (signal === first.signal && now() - first.atMs < sameRequestMs[signal]) return;
    for (const each of stopSignals) process.off(each, receive);
    process.kill(process.pid, signal);
  };
  for (const signal of stopSignals) process.on(signal, receive);
  return stop.signal;
}
