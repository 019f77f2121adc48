import type { Emulation } from "@seedbed/core/emulation";
import openapi from "../openapi.json" with { type: "json" };
import { generate } from "./generate.ts";
import { result, status, submit } from "./job.ts";
import { models } from "./models.ts";
import { errorBodyFor, refuse, refuseKey, refuseMethod, refuseThrottled, throttledHeaders } from "./refusals.ts";
import { switches } from "./switches.ts";

const REQUEST = /^\/v2\/requests\/([^/]+)(\/status)?$/;
const CREDITS = "/v1/get-user-credits";

/** Segmind's synchronous v1 API and its asynchronous v2 API, as far as they serve Seedream, and the account's balance. */
export const emulation: Emulation = {
  id: "segmind",
  openapi,
  switches,
  wallet: { balance: 10, currency: "USD" },
  // Depends on the plan, and the vendor's pages disagree (5 to 1,000 a minute): the emulator's `rateLimits` sets one.
  rateLimit: null,
  errorBody: (status) => errorBodyFor(status),
  errorHeaders: (status, context) => (status === 429 ? throttledHeaders(60_000, context) : {}),
  emulate: (context) => async (request) => {
    const { pathname } = new URL(request.url);
    const model = models[pathname];
    const [, requestId, isStatus] = REQUEST.exec(pathname) ?? [];
    if (model === undefined && requestId === undefined && pathname !== CREDITS) return refuse(404, "Model not found");
    if (request.method !== (model === undefined ? "GET" : "POST")) return refuseMethod(model ? "POST" : "GET");
    const counts = model !== undefined || context.switches.pollsCount === true;
    const refusal = refuseKey(request, context) ?? (counts ? refuseThrottled(context) : undefined);
    if (refusal !== undefined) return refusal;
    if (model !== undefined) return model.isJob ? submit(request, model, context) : generate(request, model, context);
    if (requestId !== undefined) return (isStatus ? status : result)(request, requestId, context);
    return Response.json({ credits: context.wallet.balance(), "free-credits": 0 });
  },
};

export default emulation;
