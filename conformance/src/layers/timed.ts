/** Runs something, and tells how long it took in real milliseconds. */
export async function timed<T>(run: () => Promise<T>): Promise<{ value: T; durationMs: number }> {
  const start = performance.now();
  const value = await run();
  return { value, durationMs: Math.round((performance.now() - start) * 10) / 10 };
}
