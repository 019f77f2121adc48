import type { ClientContext } from "../call/client-context.ts";
import type { Operation } from "../call/operation.ts";
import { placeIn, refusal } from "../check/check-request.ts";
import { judgedAddress, RefusedAddressError } from "../network/fetch-address.ts";

/**
 * Refuses the address of an image that only the caller's own network can reach, or that holds a password, before it goes to a
 * provider. A provider whose base URL lies in a private network may be given addresses in it.
 *
 * @throws InvalidRequestError; nothing was sent
 */
export function checkImageAddresses({ baseUrl }: ClientContext, operation: Operation, body: object): void {
  for (const [field, { imageInput }] of Object.entries(operation.fields)) {
    if (!imageInput) continue;
    const value: unknown = Reflect.get(body, field);
    for (const [index, image] of (Array.isArray(value) ? value : [value]).entries()) {
      const address = addressIn(image);
      if (address === undefined) continue;
      try {
        judgedAddress(address, baseUrl);
      } catch (error) {
        if (!(error instanceof RefusedAddressError)) throw error;
        const place = placeIn(Array.isArray(value) ? [field, index] : [field]);
        throw refusal(operation, place, `${place} ${error.message}`);
      }
    }
  }
}

/** What a reader of addresses, a lenient one too, takes for one; undefined if it is data. */
function addressIn(image: unknown): string | undefined {
  if (typeof image !== "string" || image.startsWith("data:")) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: readers of addresses leave out what is at the start, and line ends anywhere
  const address = image.replace(/^[\u0000-\u0020\s]+/, "").replace(/[\t\n\r]/g, "");
  return /^(?!data:)[a-z][a-z0-9+.-]*:/i.test(address) ? address : undefined;
}
