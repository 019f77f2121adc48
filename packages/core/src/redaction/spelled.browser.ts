import type { Spelled } from "./spelled.ts";

/**
 * Stands in for `spelled.ts` in `platform.browser.ts`: a page has no key unless `allowBrowser`
 * lets everyone read it there, so that each usual form is enough.
 */
export function spelledOf(longestFirst: readonly string[]): Spelled {
  return { plain: longestFirst, longest: 0 };
}
