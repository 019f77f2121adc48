import { wasNeverSent } from "#network-failure";
import { type ClientContext, createContext } from "./call/client-context.ts";
import { InvalidRequestError } from "./call/errors.ts";
import { checkNumber } from "./check/check-number.ts";
import { checkOptions } from "./check/check-options.ts";
import { BodyTooLargeError } from "./network/read-body.ts";
import { discard } from "./network/redirect.ts";
import { answerHeaders, guardedBody, refuse } from "./proxy/proxy-answer.ts";
import { type ProxyBody, proxyBody } from "./proxy/proxy-body.ts";
import { type ProxyOptions, proxiedProviderNames, proxyOptionNames } from "./proxy/proxy-options.ts";
import { isForeign, originHeaders } from "./proxy/proxy-origin.ts";
import { type OutcomeWatch, watchOutcome } from "./proxy/proxy-outcome.ts";
import { allowedOperations, type ProxyRoute, partsOf, routesTo } from "./proxy/proxy-route.ts";

export type { ProxiedProvider, ProxyOptions } from "./proxy/proxy-options.ts";
export type { ProxyOutcome } from "./proxy/proxy-outcome.ts";

/**
 * Creates a handler that passes a page's requests on to the providers and adds the key, which never leaves the server. Deny by
 * default: what is not allowed by method and path is not sent, nor what `authorize` does not let pass, nor what a page of
 * another origin asks. No cookie, address or header of the caller goes on, and no cookie of the provider comes back.
 *
 * @throws AuthenticationError where there is no key, or this is a browser
 * @throws InvalidRequestError where an operation, a path or `authorize` is none
 */
export function createProxy(options: ProxyOptions): (request: Request) => Promise<Response> {
  checkOptions("createProxy", options, proxyOptionNames);
  for (const allowed of options.allow) checkOptions("createProxy allow", allowed, proxiedProviderNames);
  const { allow, authorize, onOutcome, path = "/api/seedbed", origins = [], fetch } = options;
  const { maxRequestBytes = 16 * 1024 * 1024, maxResponseBytes = 64 * 1024 * 1024 } = options;
  checkNumber("maxRequestBytes", maxRequestBytes, 1, "bytes");
  checkNumber("maxResponseBytes", maxResponseBytes, 1, "bytes");
  const env = options.env ?? globalThis.process?.env ?? {};
  if (typeof authorize !== "function")
    throw new InvalidRequestError("A proxy needs authorize: without it everyone could spend the key's money.");
  if (!/^(\/[\w.~-]+)*\/?$/.test(path))
    throw new InvalidRequestError(`A proxy stands at a path such as /api/seedbed; it is "${path}".`);
  const mount = path.replace(/\/$/, "");
  const routes = allow.flatMap(({ provider, operations, ...settings }): ProxyRoute<ClientContext>[] => {
    const target = createContext(provider, provider.dialect, {
      env,
      maxResponseBytes,
      ...settings,
      ...(fetch ? { fetch } : {}),
    });
    return allowedOperations(provider, operations).map((operation) => ({
      operation,
      target,
      parts: partsOf(operation),
    }));
  });

  /** Refuses a request, or passes it on. */
  async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const found = pathname.startsWith(`${mount}/`) ? routesTo(routes, pathname.slice(mount.length + 1)) : [];
    const methods = found.map(({ route }) => route.operation.method).join(", ");
    if (found.length === 0) return refuse(404, "path_not_allowed", "This proxy lets nothing pass at this path.");
    if (isForeign(request, origins))
      return refuse(403, "foreign_origin", "A page of another origin may not call this proxy.");
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: methods } });
    const match = found.find(({ route }) => route.operation.method === request.method);
    if (!match) return refuse(405, "method_not_allowed", `This path takes ${methods} alone.`, { allow: methods });
    if (search !== "") return refuse(400, "query_not_allowed", "This proxy takes no query.");
    const { operation, target } = match.route;
    const wrong = operation.method === "GET" ? undefined : wrongBody(request, maxRequestBytes);
    if (wrong) return wrong;

    if (operation.method !== "GET" && (request.bodyUsed || request.body?.locked))
      return refuse(400, "body_unreadable", "The body was read before it came to this proxy; nothing was sent on.");
    const body = operation.method === "GET" ? undefined : proxyBody(request, maxRequestBytes);
    let allowed: boolean | Response;
    try {
      allowed = await authorize(body?.copy ?? request, operation);
    } catch (error) {
      if (body?.isTooLarge()) return tooLarge(maxRequestBytes);
      throw error;
    }
    if (allowed instanceof Response) return allowed;
    if (body?.isTooLarge()) return tooLarge(maxRequestBytes);
    if (allowed !== true)
      return refuse(
        401,
        "not_authorized",
        `The application does not let this pass; nothing was sent to ${target.provider.displayName}.`,
      );

    const whole = body && (await bodyOf(body, maxRequestBytes));
    if (whole instanceof Response) return whole;
    const watch = whole && onOutcome ? watchOutcome(target, operation, request, onOutcome) : undefined;
    return pass(request, target, match.sent, whole, watch);
  }

  return async (request) => {
    const answered = await answer(request);
    const response = new Response(answered.body, answered);
    for (const [name, value] of originHeaders(request, answered, origins)) response.headers.set(name, value);
    return response;
  };
}

/** Why a body is refused before it is read. Other media types could be sent by a page of another origin without being asked. */
function wrongBody({ headers }: Request, maxBytes: number): Response | undefined {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" || headers.has("content-encoding"))
    return refuse(415, "media_type_not_allowed", "This proxy takes JSON, and not compressed.");
  return Number(headers.get("content-length")) > maxBytes ? tooLarge(maxBytes) : undefined;
}

function tooLarge(maxBytes: number): Response {
  return refuse(413, "body_too_large", `This proxy takes no body of more than ${maxBytes} bytes; nothing was sent on.`);
}

async function bodyOf(body: ProxyBody, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | Response> {
  try {
    return await body.whole();
  } catch (error) {
    if (error instanceof BodyTooLargeError) return tooLarge(maxBytes);
    return refuse(400, "body_unreadable", "The body broke off; nothing was sent on.");
  }
}

/**
 * What a page is given in place of a status that it must not see: a redirect, or one of those that make a browser send the request
 * again by itself (421; on a connection that was used before 408; 425) or give no answer at all (407). A POST that was not taken on
 * is a 4xx, which a client does not take for billed.
 */
function wrongStatus(status: number, displayName: string, isPost: boolean): Response | undefined {
  if (status < 200 || (status >= 300 && status < 400))
    return refuse(502, "redirected", `${displayName} answered ${status}, a redirect that this proxy does not follow.`);
  if (status === 421 || status === 425)
    return refuse(isPost ? 424 : 502, "not_accepted", `${displayName} answered ${status}: it did not take this on.`);
  if (status === 407 || status === 408)
    return refuse(502, "on_the_way", `${displayName} answered ${status}: something on the way to it went wrong.`);
  return undefined;
}

/**
 * Sends a request on, with the key and nothing else of the server's or the caller's. A GET ends where the page goes away. A POST does
 * not once it is sent: it is paid for.
 */
async function pass(
  request: Request,
  context: ClientContext,
  sent: readonly string[],
  body: Uint8Array<ArrayBuffer> | undefined,
  watch: OutcomeWatch | undefined,
): Promise<Response> {
  const { displayName } = context.provider;
  if (request.signal.aborted) return refuse(400, "page_gone", "The page had gone; nothing was sent on.");
  const accept = request.headers.get("accept");
  let response: Response;
  try {
    response = await context.fetch(`${context.baseUrl}/${sent.join("/")}`, {
      method: request.method,
      headers: {
        ...(accept ? { accept } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
        ...context.headers(),
      },
      ...(body ? { body } : { signal: request.signal }),
      redirect: "manual",
    });
  } catch (error) {
    watch?.failed(error);
    if (body && wasNeverSent(error))
      return refuse(424, "not_sent", `${displayName} could not be reached; nothing was sent.`);
    return refuse(502, "unreachable", `${displayName} could not be reached, or broke off.`);
  }
  const { status, headers } = response;
  const refusal =
    wrongStatus(status, displayName, body !== undefined) ??
    (Number(headers.get("content-length")) > context.maxResponseBytes
      ? refuse(502, "answer_too_large", `${displayName} answered more than ${context.maxResponseBytes} bytes.`)
      : undefined);
  if (refusal) {
    watch?.withheld(response);
    discard(response);
    return refusal;
  }
  if (body && !watch && request.signal.aborted) {
    discard(response);
    return refuse(400, "page_gone", "The page had gone before the answer came.");
  }
  const secrets = context.secrets();
  const shown = answerHeaders(headers, context.dialect.requestIdHeader, secrets);
  const guarded = (response.body ?? new Response("").body)?.pipeThrough(guardedBody(context.maxResponseBytes, secrets));
  const answered = guarded && watch ? watch.passing(response, shown, guarded) : guarded;
  return new Response(status === 204 || status === 205 ? null : answered, { status, headers: shown });
}
