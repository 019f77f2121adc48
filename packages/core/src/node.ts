/**
 * What only Node can do. No part of a page.
 *
 * @packageDocumentation
 */
export { lookupPublicHost } from "./lookup-public-host.ts";
