/** Whether a page of another origin asks, which a proxy refuses unless that origin is listed. A caller that is not a browser is not a page. */
export function isForeign(request: Request, origins: readonly string[]): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null && origins.includes(origin)) return false;
  // A page cannot set this one. Behind a server that ends TLS it is right where the address that arrives here is not.
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin";
  return origin !== null && origin !== new URL(request.url).origin;
}

/** What lets a page of a listed origin ask with its cookies, and read an answer with all its headers. */
export function originHeaders(request: Request, answered: Response, origins: readonly string[]): [string, string][] {
  const origin = request.headers.get("origin");
  if (origin === null || !origins.includes(origin)) return [];
  return Object.entries({
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type, authorization",
    "access-control-expose-headers": [...answered.headers.keys()].join(", "),
    vary: "origin",
  });
}
