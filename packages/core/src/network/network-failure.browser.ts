/**
 * What a browser tells of a failure: no code, and so nothing of when it came. It stands in for `network-failure.ts` in bundles
 * for browsers, by the `imports` of package.json, and saves them the codes of Node.
 *
 * @packageDocumentation
 */

/** Whether the request provably never left: no browser says so. */
export function wasNeverSent(_error: unknown): boolean {
  return false;
}

/** Whether the runtime itself gave up waiting: no browser says so. */
export function isRuntimeTimeout(_error: unknown): boolean {
  return false;
}
