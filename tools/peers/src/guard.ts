import { Socket } from "node:net";

/** Loaded before anything else in a peer's process: no socket opens to anything but this machine, whatever a client tries. */
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const [first] = args.flat();
  const { host = "127.0.0.1", path } = (typeof first === "object" && first !== null ? first : { host: args[1] }) as {
    host?: string;
    path?: string;
  }; // the forms that node:net takes
  if (path || !["127.0.0.1", "localhost", "::1"].includes(String(host)))
    throw new Error(`The comparison lets no client reach ${host}: loopback only.`);
  return connect.apply(this, args as Parameters<typeof connect>); // as they came
} as typeof connect; // its overloads
