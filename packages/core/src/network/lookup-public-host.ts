import type { LookupAddress, LookupAllOptions, LookupOptions } from "node:dns";
import { RefusedAddressError } from "./fetch-address.ts";
import { isPrivateAddress } from "./private-host.ts";

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** It takes a while to load, and most processes look nothing up. */
const lookup: Resolve = (hostname, options, done) => {
  import("node:dns").then(
    (dns) => dns.lookup(hostname, options, done),
    (error) => done(error, []),
  );
};

/**
 * Looks a name up as `dns.lookup` does, and gives its public addresses only: the `lookup` of a connection, which then goes to
 * one of these and nowhere else. For undici: `new Agent({ connect: { lookup: lookupPublicHost } })`. A host that is written as
 * an IP address is not looked up: see `isPrivateHost`.
 *
 * @param resolve - @default `dns.lookup`
 * @param done - given a RefusedAddressError if every address is private
 */
export function lookupPublicHost(
  hostname: string,
  options: LookupOptions,
  done: Done,
  resolve: Resolve = lookup,
): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "");
    const found = addresses.filter(({ address }) => !isPrivateAddress(address));
    const [first] = found;
    if (!first) {
      const where = addresses.map(({ address }) => address).join(", ");
      const text = `leads into a private network (${hostname} is at ${where}), which a public provider has no part in`;
      return done(new RefusedAddressError(text), "");
    }
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
}
