/**
 * Stands in for `platform.ts` in bundles for browsers: less code for what a page does not need.
 *
 * @packageDocumentation
 */
export { rareFormats } from "./images/rare-formats.browser.ts";
export { continues, rangeHeaders } from "./network/resumable-body.browser.ts";
export { isUndici, singleUseBody } from "./network/single-use-body.browser.ts";
export { cleaned, shows } from "./redaction/shown.browser.ts";
export { spelledOf } from "./redaction/spelled.browser.ts";
