/** Calls a function of the caller's: what it throws, or rejects with, must not end a run that is being paid for. */
export function callSafely(call: () => unknown): void {
  try {
    const result = call();
    if (result instanceof Promise) result.catch(() => {}); // see above
  } catch {} // see above
}
