/** A browser's `fetch` is not undici, and takes a stream over HTTP/2 only: the body is given as it is. */
export function singleUseBody(init: RequestInit): RequestInit {
  return init;
}

/** No browser has it. */
export function isUndici(): boolean {
  return false;
}
