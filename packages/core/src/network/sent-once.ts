import { isUndici, singleUseBody } from "./single-use-body.ts";

/** A request that the runtime's `fetch` sends once: undici would send one again by itself if it can read its body again. */
export function sentOnce(init: RequestInit): RequestInit {
  return isUndici() ? singleUseBody(init) : init;
}
