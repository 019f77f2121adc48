/**
 * Stands in for `platform.ts` in bundles for browsers: less code for what a page does not need.
 *
 * @packageDocumentation
 */
export { rareFormats } from "./rare-formats.browser.ts";
export { continues, rangeHeaders } from "./resumable-body.browser.ts";
export { cleaned, shows } from "./shown.browser.ts";
export { isUndici, singleUseBody } from "./single-use-body.browser.ts";
export { spelledOf } from "./spelled.browser.ts";
