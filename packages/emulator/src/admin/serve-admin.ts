import type { FaultRule } from "../fault/fault.ts";
import { isRecord, shown } from "../fault/fault-fields.ts";
import type { Connection } from "../http-server.ts";
import type { ProvidersControl } from "../options.ts";
import { ourError } from "../our-error.ts";
import { readBody } from "../request-body.ts";
import type { SwitchValue } from "../switches.ts";
import { isLocal } from "./is-local.ts";

/** Where the emulator itself is spoken to, on its own port. No provider may have a path below it. */
export const ADMIN_PATH = "/__seedbed";

/** A saved state holds prompts and base64 images, so it may be large. */
const BODY_LIMIT_BYTES = 256 * 1024 * 1024;

type Route = (body: Record<string, unknown>, id: string) => unknown;

/** Serves what a test does in the process to one in another: faults, log, clock, switches and state, as JSON. */
export function serveAdmin(control: ProvidersControl, about: () => object) {
  const clock = () => ({ now: control.clock.now(), at: iso(control.clock.now()), timeScale: control.clock.timeScale });
  const routes: Record<string, Route> = {
    "GET /": () => ({ ...about(), timeScale: control.clock.timeScale, routes: Object.keys(routes) }),
    "GET /faults": () => control.faults(),
    // It is read, and refused, as a rule that came from anywhere.
    "POST /faults": (body) =>
      control.addFault((typeof body.rule === "string" ? body.rule : body) as FaultRule | string),
    "DELETE /faults": () => {
      for (const { id } of control.faults()) control.removeFault(id);
      return control.faults();
    },
    "DELETE /faults/:id": (_, id) => {
      if (control.removeFault(id)) return control.faults();
      throw new RangeError(`no fault "${id}" is ordered`);
    },
    "POST /order": ({ provider, operationId, status, code }) =>
      control.order(String(provider), String(operationId), Number(status), code === undefined ? code : String(code)),
    "GET /requests": () => control.requests,
    "DELETE /requests": () => {
      control.clearRequests();
      return control.requests;
    },
    "GET /clock": clock,
    "POST /clock": async ({ advanceMs }) => {
      if (typeof advanceMs !== "number") throw new RangeError('the body is {"advanceMs": a number}');
      await control.clock.advance(advanceMs);
      return clock();
    },
    "GET /switches": () => control.switches,
    "PATCH /switches": (body) => {
      setSwitches(control, body);
      return control.switches;
    },
    "GET /state": () => control.saveState(),
    "PUT /state": (body) => {
      control.loadState(body);
      return clock();
    },
    "POST /reset": () => {
      control.reset();
      return clock();
    },
  };

  return async (request: Request, connection: Connection): Promise<Response> => {
    if (!isLocal(request, connection)) return ourError(403, `${ADMIN_PATH} answers to this machine alone`);
    const path = new URL(request.url).pathname.slice(ADMIN_PATH.length).replace(/\/$/, "") || "/";
    const [, list = "", id, ...more] = path.split("/");
    const known = id === undefined || more.length > 0 ? path : `/${list}/:id`;
    const route = routes[`${request.method} ${known}`];
    if (route === undefined) {
      const methods = Object.keys(routes).flatMap((each) =>
        each.endsWith(` ${known}`) ? (each.split(" ")[0] ?? []) : [],
      );
      const there = methods.length > 0 ? `it takes ${methods.join(", ")}` : `see GET ${ADMIN_PATH}`;
      return ourError(methods.length > 0 ? 405 : 404, `there is no ${request.method} ${ADMIN_PATH}${path}: ${there}`);
    }
    try {
      const body = request.method === "GET" || request.method === "DELETE" ? {} : await readJson(request);
      return Response.json(await route(body, id ?? ""), {
        status: request.method === "POST" && list === "faults" ? 201 : 200,
      });
    } catch (error) {
      if (error instanceof RangeError) return ourError(400, error.message);
      throw error;
    }
  };
}

/** Sets all, or none where one is refused. */
function setSwitches(control: ProvidersControl, wanted: Record<string, unknown>): void {
  const before: [string, string, SwitchValue][] = [];
  try {
    for (const [provider, values] of Object.entries(wanted)) {
      if (!isRecord(values))
        throw new RangeError(`"${provider}" is an object with its switches; it is ${shown(values)}`);
      const current = Object.entries(control.switches).find(([id]) => id === provider)?.[1];
      if (current === undefined) throw new RangeError(`no provider "${provider}" is emulated`);
      for (const [name, value] of Object.entries(values)) {
        const old = current[name];
        control.setSwitch(provider, name, value as SwitchValue); // it refuses what is none
        if (old !== undefined) before.push([provider, name, old]);
      }
    }
  } catch (error) {
    for (const [provider, name, value] of before) control.setSwitch(provider, name, value);
    throw error;
  }
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, BODY_LIMIT_BYTES);
  if (bytes === null) throw new RangeError(`a body has ${BODY_LIMIT_BYTES} bytes at most`);
  if (bytes.byteLength === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(value)) return value;
  } catch {
    // Refused below, with what is not an object.
  }
  throw new RangeError("the body is not valid JSON object");
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
