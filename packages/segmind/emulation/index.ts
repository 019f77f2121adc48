import type { Emulation } from "@seedbed/core/emulation";
import openapi from "../openapi.json" with { type: "json" };
import { generate } from "./generate.ts";
import { models } from "./models.ts";
import { errorBodyFor, refuse, refuseKey, refuseMethod, refuseThrottled } from "./refusals.ts";
import { switches } from "./switches.ts";

/** Segmind's synchronous v1 API, as far as it serves Seedream. */
export const emulation: Emulation = {
  id: "segmind",
  openapi,
  switches,
  wallet: { balance: 10, currency: "USD" },
  // Depends on the plan, and the vendor's pages disagree (5 to 1,000 a minute): the emulator's `rateLimits` sets one.
  rateLimit: null,
  errorBody: errorBodyFor,
  emulate: (context) => async (request) => {
    const model = models[new URL(request.url).pathname];
    if (model === undefined) return refuse(404, "Model not found");
    if (request.method !== "POST") return refuseMethod();
    return refuseKey(request, context) ?? refuseThrottled(context) ?? generate(request, model, context);
  },
};

export default emulation;
