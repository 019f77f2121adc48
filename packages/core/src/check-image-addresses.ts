import { placeIn, refusal } from "./check-request.ts";
import type { ClientContext } from "./client-context.ts";
import { judgedAddress, RefusedAddressError } from "./fetch-address.ts";
import type { Operation } from "./operation.ts";

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
      if (typeof image !== "string" || !/^\s*https?:/i.test(image)) continue;
      try {
        judgedAddress(image, baseUrl);
      } catch (error) {
        if (!(error instanceof RefusedAddressError)) throw error;
        const place = placeIn(Array.isArray(value) ? [field, index] : [field]);
        throw refusal(operation, place, `${place} ${error.message}`);
      }
    }
  }
}
