import type { Spelled } from "./spelled.ts";

/**
 * Stands in for `spelled.ts` in bundles for browsers, by the `imports` of package.json: a page has no key unless `allowBrowser`
 * lets everyone read it there, so that each usual form is enough.
 *
 * @packageDocumentation
 */
export function spelledOf(longestFirst: readonly string[]): Spelled {
  return { plain: longestFirst, longest: 0 };
}
