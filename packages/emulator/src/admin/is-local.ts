import type { Connection } from "../http-server.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Where a server listens that listens everywhere: who asks there asks this machine. */
const ANYWHERE = ["0.0.0.0", "[::]"];

/**
 * Whether a request comes from this machine and was meant for it: neither from another one, nor from a page of another
 * origin in a browser here, nor by a foreign name that was made to point here.
 */
export function isLocal(request: Request, connection: Pick<Connection, "remoteAddress" | "localAddress">): boolean {
  const { hostname, origin } = new URL(request.url);
  const [from, to] = [plain(connection.remoteAddress), plain(connection.localAddress)];
  const asked = request.headers.get("origin");
  // Both ends have one address only where both are here.
  return (
    (LOOPBACK.test(from) || (from !== "" && from === to)) &&
    (LOOPBACK.test(hostname) || ANYWHERE.includes(hostname) || [to, `[${to}]`].includes(hostname)) &&
    (asked === null || asked === origin)
  );
}

/** A server of IPv6 shows an address of IPv4 in its own form. */
const plain = (address = "") => address.replace(/^::ffff:(?=\d+\.)/, "");
