/** This machine, as `URL` writes it. */
const loopback = /^(localhost\.?|127(\.\d+){3}|\[::1\])$/;

/** Whether whatever is sent to an address, the key too, can be read on the way: plain http to another machine. */
export function isInsecureHttp(address: string | URL): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !loopback.test(hostname);
}
