import type { Emulation } from "@seedbed/core/emulation";
import openapi from "../openapi.json" with { type: "json" };
import { generate } from "./generate.ts";
import { errorBodyFor, refuse, refuseKey, refuseThrottled, refuseWith, traceHeader } from "./refusals.ts";
import { switches } from "./switches.ts";

/** Novita's synchronous Seedream 5.0 lite endpoint. */
export const emulation: Emulation = {
  id: "novita",
  openapi,
  switches,
  wallet: { balance: 10, currency: "USD" },
  // No page gives a limit for image endpoints.
  rateLimit: null,
  errorBody: (status, _, code) => errorBodyFor(status, code),
  errorHeaders: (_, context) => traceHeader(context),
  emulate: (context) => async (request) => {
    if (new URL(request.url).pathname !== "/v3/seedream-5.0-lite") return refuseWith(404, context);
    if (request.method !== "POST") return refuse(405, "METHOD_NOT_ALLOWED", "method not allowed", context);
    const refusal = refuseKey(request, context);
    if (refusal !== undefined) return refusal;
    return refuseThrottled(context) ?? generate(request, context);
  },
};

export default emulation;
