/**
 * Stands in for `sent-once.ts` in bundles for browsers, by the `imports` of package.json: their `fetch` is not undici.
 *
 * @packageDocumentation
 */
export function sentOnce(init: RequestInit): RequestInit {
  return init;
}
