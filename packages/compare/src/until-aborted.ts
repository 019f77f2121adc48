/** Real milliseconds: time for a write that is under way, though an abort is to be heeded within 50. */
const momentMs = 25;

/**
 * Waits for a caller's own callback, and no more than a moment longer than until the caller aborts: it goes on by itself then,
 * and what it gives is undefined.
 */
export async function untilAborted<T>(doing: T | Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return doing;
  const done = new AbortController();
  let moment: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    const abort = () => {
      moment = setTimeout(() => resolve(undefined), momentMs);
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([doing, over]);
  } finally {
    clearTimeout(moment);
    done.abort(null); // takes the listener off
  }
}
