import type { Emulation, EmulationContext } from "@seedbed/core/emulation";
import openapi from "../openapi.json" with { type: "json" };
import { errorBodyFor, refuse, refuseKey, refuseThrottled, throttledHeaders } from "./refusals.ts";
import { status } from "./status.ts";
import { submit } from "./submit.ts";
import { switches } from "./switches.ts";

const SUBMIT: Record<string, string> = {
  "/v1/images/seedream/v5/lite/generate/": "seedreamV5LiteGenerate",
  "/v1/images/seedream/v5/lite/edit/": "seedreamV5LiteEdit",
};
const STATUS = /^\/v1\/generation-request\/([^/]+)\/status\/$/;

/** The newer path and the older one, by the switch that says whether it is there. */
const WALLET: Record<string, string> = { "/account/user/wallet/": "newer", "/user/wallet/": "older" };

/** 3D AI Studio's Seedream endpoints, the status of its tasks, and the account's wallet. */
export const emulation: Emulation = {
  id: "3daistudio",
  openapi,
  switches,
  wallet: { balance: 1000, currency: "credits" },
  rateLimit: { requests: 3, perMs: 60_000 },
  errorBody: (status, values, code) => errorBodyFor(status, values, code === undefined ? {} : { code }),
  errorHeaders: (status, context) => (status === 429 ? throttledHeaders(60, context.switches) : {}),
  emulate: (context) => async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/")) return route(request, pathname, context);
    if (!isKnown(`${pathname}/`) || context.switches.missingSlash === "not-found") return refuse(404, context.switches);
    if (context.switches.missingSlash === "served") return route(request, `${pathname}/`, context);
    const target = new URL(request.url);
    target.pathname += "/";
    // Relative, since the mount is not the provider's business.
    return new Response(null, { status: 301, headers: { location: `${pathname.split("/").at(-1)}/${target.search}` } });
  },
};

export default emulation;

const isKnown = (path: string) => path in SUBMIT || path in WALLET || STATUS.test(path);

async function route(request: Request, path: string, context: EmulationContext): Promise<Response> {
  const { switches } = context;
  if (!isKnown(path)) return refuse(404, switches);
  const taskId = STATUS.exec(path)?.[1];
  const refusal = refuseKey(request, context);
  if (refusal !== undefined) return refusal;
  const isSubmit = path in SUBMIT;
  const throttled = isSubmit || switches.pollsCount === true ? refuseThrottled(context) : undefined;
  if (throttled !== undefined) return throttled;
  if (request.method !== (isSubmit ? "POST" : "GET")) return refuse(405, switches);
  if (path in WALLET) {
    if (switches.walletPath !== "both" && switches.walletPath !== WALLET[path]) return refuse(404, switches);
    return Response.json({ balance: context.wallet.balance().toFixed(2) });
  }
  return taskId === undefined ? submit(request, SUBMIT[path] ?? "", context) : status(taskId, context);
}
