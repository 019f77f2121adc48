/**
 * What only Node can do. No part of a page.
 *
 * @packageDocumentation
 */
export { lookupPublicHost } from "./network/lookup-public-host.ts";
