/**
 * What only a server needs. In bundles for browsers `platform.browser.ts` stands in for it, by the `imports` of package.json: it is
 * one module, as Node takes longer to find a file than to read it.
 *
 * @packageDocumentation
 */
export { rareFormats } from "./rare-formats.ts";
export { continues, rangeHeaders } from "./resumable-body.ts";
export { cleaned, shows } from "./shown.ts";
export { isUndici, singleUseBody } from "./single-use-body.ts";
export { spelledOf } from "./spelled.ts";
