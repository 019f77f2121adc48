import type { EmulationClock } from "@seedbed/core/emulation";
import type { FaultRules, MatchedFault } from "./fault/fault-rules.ts";
import { breakMidway, orderedResponse, spoilResponse } from "./fault/spoil-response.ts";
import { type Destination, findProvider } from "./find-provider.ts";
import type { Connection, Handler } from "./http-server.ts";
import { brokenHere, ourError } from "./our-error.ts";
import type { Provider } from "./provider.ts";
import { readRequest } from "./read-request.ts";
import { BODY_LIMIT_BYTES, readBody } from "./request-body.ts";
import type { LoggedRequest } from "./request-log.ts";

/** On every answer, so that who asks can say that it was no provider that answered. */
const EMULATED = "x-seedbed-emulator";

const UNDER_WAY = "it was reset, or a state loaded, while this request was under way";

export interface Serving {
  readonly providers: readonly Provider[];
  readonly clock: EmulationClock;
  readonly faults: FaultRules;
  /** How often another state was loaded: what is under way then belongs to none. */
  readonly loads: () => number;
  log(entry: LoggedRequest): void;
}

/** The emulator's side of a request: finds the provider, plays the ordered fault around its answer, dates and logs it. */
export function serveRequest({ providers, clock, faults, loads, log }: Serving): Handler {
  return async (request, connection) => {
    const at = clock.now();
    const { origin, pathname, search } = new URL(request.url);
    const destination = findProvider(providers, request.method, pathname);
    const body = await readBody(request);
    const asOf = loads();
    let response = await answer(request, body, { origin, search }, destination, connection).catch(brokenHere);
    if (asOf !== loads()) response = ourError(500, UNDER_WAY);
    else {
      log({
        method: request.method,
        path: destination?.path ?? pathname,
        provider: destination?.provider.id,
        operationId: destination?.operation?.operationId,
        status: response?.status ?? 0,
        at,
      });
    }
    const setHeader = connection.setHeader ?? ((name, value) => response?.headers.set(name, value));
    setHeader(EMULATED, "1");
    setHeader("date", new Date(clock.now()).toUTCString());
    return response;
  };

  async function answer(
    request: Request,
    body: Uint8Array<ArrayBuffer> | null,
    { origin, search }: Pick<URL, "origin" | "search">,
    destination: Destination | undefined,
    connection: Connection,
  ): Promise<Response | null> {
    if (body === null) return ourError(413, `the emulator takes ${BODY_LIMIT_BYTES} bytes at most`);
    if (destination === undefined) return ourError(404, "no emulated provider has this path");
    const { provider, mount, path, operation } = destination;
    const { method, headers } = request;
    const hasBody = body.byteLength > 0 && method !== "GET" && method !== "HEAD";
    const own = readRequest(`${origin}${path}${search}`, {
      method,
      headers,
      prefix: connection.prefix ?? mount,
      ...(hasBody && { body }),
    });
    const met = faults.meet({
      provider: provider.id,
      operationId: operation?.operationId,
      method,
      isJob: operation?.isJob ?? false,
    });
    return faulty(met, own, provider, connection);
  }

  async function faulty(
    { fault, generationFault }: MatchedFault,
    request: Request,
    provider: Provider,
    connection: Connection,
  ): Promise<Response | null> {
    if (fault?.kind === "status") return orderedResponse(fault, provider, clock);
    if (fault?.kind === "reset" && fault.when === "before") return null;
    const response = await provider.answer(request, generationFault);
    if (fault === undefined) return response;
    if (fault.kind !== "reset") return spoilResponse(response, fault, clock, connection.break);
    return fault.when === "after" ? null : breakMidway(response, () => connection.break());
  }
}
