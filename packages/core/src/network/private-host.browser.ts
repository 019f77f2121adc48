/**
 * Stands in for `private-host.ts` in bundles for browsers, by the `imports` of package.json: a page looks no name up and is
 * held to the rules of its browser, so that it does without the library that knows every range.
 *
 * @packageDocumentation
 */

const privateName = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/** Whether the host of a URL is not a public name: in a page, each bare IP address counts as private. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.+$/, "");
  return !host.includes(".") || /^\d+(\.\d+){3}$/.test(host) || privateName.test(host);
}
