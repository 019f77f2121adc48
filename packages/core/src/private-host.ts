/** Address ranges that no public host has: this host, private, shared, link-local. As `URL` writes them. */
const privateIpv4 =
  /^(?=[\d.]+$)(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const privateIpv6 = /^(::1?$|f[cd]|fe[89ab])/;

/**
 * Whether the host of a URL lies on this machine or in a private network. A name is judged as it is written, without a
 * look-up: one without a dot is no public one.
 *
 * @param hostname - as `URL` gives it, which brings every way to write an IPv4 address into one form
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, "");
  if (host.startsWith("[")) {
    const address = host.slice(1, -1);
    const embedded = /^(?:::ffff:|::|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address);
    if (!embedded?.[1] || !embedded[2]) return privateIpv6.test(address);
    const [high, low] = [Number.parseInt(embedded[1], 16), Number.parseInt(embedded[2], 16)];
    return privateIpv4.test([high >> 8, high & 255, low >> 8, low & 255].join("."));
  }
  return !host.includes(".") || /\.(localhost|local|internal)$/.test(host) || privateIpv4.test(host);
}
