/**
 * What only a server needs. In bundles for browsers `platform.browser.ts` stands in for it, by the `imports` of package.json: it is
 * one module, as Node takes longer to find a file than to read it.
 *
 * @packageDocumentation
 */
export { rareFormats } from "./images/rare-formats.ts";
export { continues, rangeHeaders } from "./network/resumable-body.ts";
export { isUndici, singleUseBody } from "./network/single-use-body.ts";
export { cleaned, shows } from "./redaction/shown.ts";
export { spelledOf } from "./redaction/spelled.ts";
