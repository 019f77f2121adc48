import type { PublicRequestInit } from "./fetch-address.ts";
import { lookupPublicHost } from "./lookup-public-host.ts";

/** As Node's own `fetch` and undici's agents know each other. */
const globalDispatcher = Symbol.for("undici.globalDispatcher.1");
/** What replaces it later, such as a mock, makes connections of its own. */
const atStart = globalThis.fetch;

type AgentClass = new (options: { connect: { lookup: typeof lookupPublicHost } }) => object;
let publicAgent: object | undefined;

/**
 * Node's `fetch`, looked up at each call. It stands in for `runtime-fetch.ts` by the `imports` of package.json: a request that
 * may go to public hosts only goes to the very address that its name was resolved to, and that was looked at.
 */
export function runtimeFetch(url: string, init?: PublicRequestInit): Promise<Response> {
  const dispatcher = init?.onlyPublicHosts === true && globalThis.fetch === atStart ? agent() : undefined;
  return globalThis.fetch(url, dispatcher ? Object.assign({ dispatcher }, init) : init);
}

/** An agent of Node's own class, once; undefined if another one was put in its place: a proxy looks names up by itself. */
function agent(): object | undefined {
  Response.error(); // what Node loads late is there then
  const current: unknown = Reflect.get(globalThis, globalDispatcher);
  if (typeof current !== "object" || current?.constructor.name !== "Agent") return undefined;
  publicAgent ??= new (current.constructor as AgentClass)({ connect: { lookup: lookupPublicHost } }); // by its name
  return publicAgent;
}
