import ipaddr from "ipaddr.js";

/** Names of this machine and of the network around it: no public name ends so. */
const privateName = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/**
 * Whether the host of a URL lies on this machine or in a private network. A name is judged as it is written, without a
 * look-up: one without a dot is not a public one.
 *
 * @param hostname - as `URL` gives it, which brings every way to write an IPv4 address into one form
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.+$/, "").replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host)) return isPrivateAddress(host);
  return !host.includes(".") || privateName.test(host);
}

/** Whether an IP address is anything but a public one of a single host; one within another, as `::ffff:10.0.0.1`, is looked at. */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return true;
  return "parts" in parsed && ((parsed.parts[0] ?? 0) & 0xe000) !== 0x2000; // nothing else of IPv6 is given out yet
}
