import type { Emulation, EmulationContext } from "@seedbed/core/emulation";
import openapi from "../openapi.json" with { type: "json" };
import { errorBodyFor, refuse, refuseKey, refuseThrottled } from "./refusals.ts";
import { status } from "./status.ts";
import { submit } from "./submit.ts";
import { switches } from "./switches.ts";

const SUBMIT: Record<string, string> = {
  "/v1/images/seedream/v5/lite/generate/": "seedreamV5LiteGenerate",
  "/v1/images/seedream/v5/lite/edit/": "seedreamV5LiteEdit",
};
const STATUS = /^\/v1\/generation-request\/([^/]+)\/status\/$/;

/** 3D AI Studio's Seedream endpoints and the status of its tasks. */
export const emulation: Emulation = {
  id: "3daistudio",
  openapi,
  switches,
  wallet: { balance: 1000, currency: "credits" },
  rateLimit: { requests: 3, perMs: 60_000 },
  errorBody: (status, values) => errorBodyFor(status, values),
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

const isKnown = (path: string) => path in SUBMIT || STATUS.test(path);

async function route(request: Request, path: string, context: EmulationContext): Promise<Response> {
  const { switches } = context;
  if (!isKnown(path)) return refuse(404, switches);
  const taskId = STATUS.exec(path)?.[1];
  const refusal = refuseKey(request, context);
  if (refusal !== undefined) return refusal;
  const counts = taskId === undefined || switches.pollsCount === true;
  const throttled = counts ? refuseThrottled(context) : undefined;
  if (throttled !== undefined) return throttled;
  if (request.method !== (taskId === undefined ? "POST" : "GET")) return refuse(405, switches);
  return taskId === undefined ? submit(request, SUBMIT[path] ?? "", context) : status(taskId, context);
}
