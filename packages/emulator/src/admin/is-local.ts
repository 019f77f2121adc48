const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/;

/**
 * Whether a request comes from this machine and was meant for it: neither from another one, nor from a page of another
 * origin in a browser here, nor by a foreign name that was made to point here.
 */
export function isLocal(request: Request, remoteAddress: string | undefined): boolean {
  const origin = request.headers.get("origin");
  return (
    LOOPBACK.test(remoteAddress ?? "") &&
    LOOPBACK.test(new URL(request.url).hostname) &&
    (origin === null || (URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname)))
  );
}
