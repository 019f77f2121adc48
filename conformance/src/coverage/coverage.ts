import { isDeepStrictEqual } from "node:util";
import type { CoverageLayer, CoverageRecord } from "@seedbed/report";
import { fieldsOf, invalidChoices, validChoices } from "../contract/body-choices.ts";
import type { SeenExchange } from "../repository/witness.ts";
import type { Spec } from "../spec/create-spec.ts";
import { object } from "../spec/document.ts";
import type { SpecOperation } from "../spec/operations.ts";
import { type CoverageItem, type CoverageKind, coverageItems, coverageKinds } from "./coverage-items.ts";

/** Which parts of the specs were exercised, on which layer. */
export interface Coverage {
  /** Recorder exchanges of one provider that belong together, in their order: those of one call. */
  see(layer: CoverageLayer, provider: string, exchanges: readonly SeenExchange[]): void;
  /** What was exercised of each spec on each layer, and by name what was not. */
  records(): CoverageRecord[];
}

const layers: readonly CoverageLayer[] = ["replay", "emulator", "live"];

/** Counts what of these specs is exercised. */
export function createCoverage(specs: ReadonlyMap<string, Spec>): Coverage {
  const seen = new Map<string, Set<string>>();
  return {
    see(layer, provider, exchanges) {
      const spec = specs.get(provider);
      if (!spec) return;
      const key = `${layer} ${provider}`;
      const names = seen.get(key) ?? new Set();
      seen.set(key, names);
      const note = (kind: CoverageKind, name: string) => names.add(`${kind}: ${name}`);
      for (const exchange of exchanges) noteExchange(spec, exchange, note);
      noteTransitions(spec, exchanges, note);
    },
    records: () =>
      layers.flatMap((layer) =>
        [...specs].map(([provider, spec]): CoverageRecord => {
          const names = seen.get(`${layer} ${provider}`) ?? new Set();
          const items = coverageItems(spec);
          const isCovered = ({ kind, name }: (typeof items)[number]) => names.has(`${kind}: ${name}`);
          return {
            provider,
            layer,
            kinds: coverageKinds.flatMap((kind) => {
              const own = items.filter((item) => item.kind === kind);
              return own.length === 0 ? [] : [{ kind, covered: own.filter(isCovered).length, total: own.length }];
            }),
            ...(layer === "replay" ? {} : { paced: items.filter(({ paced }) => paced).map(nameOf) }),
            missing: items.filter((item) => !isCovered(item)).map(nameOf),
          };
        }),
      ),
  };
}

const nameOf = ({ kind, name }: CoverageItem): string => `${kind}: ${name}`;

type Note = (kind: CoverageKind, name: string) => void;

function noteExchange(spec: Spec, exchange: SeenExchange, note: Note): void {
  const operation = spec.operations.find(({ id }) => id === exchange.operation);
  if (!operation) return;
  note("operation", operation.id);
  noteBody(operation, exchange.request.body, note);
  if (exchange.response) noteResponse(operation, exchange.response, note);
}

function noteBody(operation: SpecOperation, body: unknown, note: Note): void {
  if (!operation.body || body === undefined) return;
  note("media type", `${operation.id} request application/json`);
  const given = object(body);
  for (const [field, schema] of fieldsOf(operation)) {
    if (!(field in given)) continue;
    note("parameter", `${operation.id} ${field}`);
    for (const choice of [...validChoices(field, schema), ...invalidChoices(field, schema)]) {
      if (!holds(given[field], choice.value)) continue;
      note("value", `${operation.id} ${choice.name}`);
      note("bound", `${operation.id} ${choice.name}`);
    }
  }
}

/** Whether a value is the one of a choice: lists by their length, objects by the fields of the choice. */
function holds(value: unknown, choice: unknown): boolean {
  if (Array.isArray(choice)) return Array.isArray(value) && value.length === choice.length;
  if (typeof choice === "object" && choice !== null) {
    return Object.entries(choice).every(([name, inner]) => isDeepStrictEqual(object(value)[name], inner));
  }
  return value === choice;
}

function noteResponse(
  { id, responses }: SpecOperation,
  response: NonNullable<SeenExchange["response"]>,
  note: Note,
): void {
  const { status, headers, body } = response;
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  noteFaults(response, responses[status]?.content, type, note);
  if (!responses[status]) return;
  note("status", `${id} ${status}`);
  note("media type", `${id} ${status} ${type}`);
  for (const name of Object.keys(headers)) note("header", `${id} ${status} ${name}`);
  for (const path of pathsOf(body)) note("property", `${id} ${status} ${path}`);
}

function noteFaults(
  { status, body }: NonNullable<SeenExchange["response"]>,
  documented: Readonly<Record<string, unknown>> | undefined,
  type: string,
  note: Note,
): void {
  if (status === 429) note("fault", "429");
  if (status >= 500) note("fault", "5xx");
  if (type === "text/html") note("fault", "HTML page");
  if (type.includes("json") && (body === undefined || typeof body === "string"))
    note("fault", "truncated or malformed JSON");
  if (documented && Object.keys(documented).length > 0 && !(type in documented)) note("fault", "wrong media type");
  if (status === 410 || status === 404) note("fault", "expired result");
}

/** The paths of a body's fields, whatever the index of the item they stand in. */
function pathsOf(body: unknown, prefix = ""): string[] {
  if (Array.isArray(body)) return [...new Set(body.flatMap((item) => pathsOf(item, `${prefix}[]`)))];
  return Object.entries(object(body)).flatMap(([name, value]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    return [path, ...pathsOf(value, path)];
  });
}

/** The steps of a job, as its status operation told them one after the other. */
function noteTransitions({ operations }: Spec, exchanges: readonly SeenExchange[], note: Note): void {
  for (const { value } of operations) {
    const { statusOperation, states } = object(value["x-job"]);
    if (typeof statusOperation !== "string") continue;
    let last = "start";
    for (const { operation, response } of exchanges) {
      if (operation !== statusOperation || !response) continue;
      const told = Object.values(object(response.body)).filter((word) => typeof word === "string");
      const state = told.find((word) => word in object(states));
      if (state !== undefined && state !== last) note("transition", `${statusOperation} ${last} > ${state}`);
      if (state === undefined && response.status === 200 && "status" in object(response.body))
        note("fault", "unknown state");
      last = state ?? last;
    }
  }
}
